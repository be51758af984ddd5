//! psl-ide
