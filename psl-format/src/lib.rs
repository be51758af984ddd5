//! psl-format
