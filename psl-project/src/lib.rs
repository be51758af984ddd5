//! psl-project
