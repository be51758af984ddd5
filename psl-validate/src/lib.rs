//! psl-validate
