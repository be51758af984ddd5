//! `psl lsp`: hands standard input and output to the server.

use crate::{Outcome, args::LspArgs, stream::Streams};

pub(crate) fn run(_args: &LspArgs, streams: &Streams) -> Outcome {
    streams.problem("the language server is not part of this build");
    Outcome::CouldNotRun
}
