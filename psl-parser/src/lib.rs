//! psl-parser
