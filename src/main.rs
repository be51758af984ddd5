//! The command line: for now the language server alone.

mod command {
    pub(crate) mod lsp;
}

use std::process::ExitCode;

use command::lsp::Lsp;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let mut options = Lsp::default();
    if args.next().as_deref() != Some("lsp") {
        return ExitCode::from(2);
    }
    while let Some(arg) = args.next() {
        let (name, value) = match arg.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (arg, None),
        };
        let mut value = || value.clone().or_else(|| args.next());
        match name.as_str() {
            "--stdio" => {}
            "--clientProcessId" => options.client_process_id = value().and_then(|it| it.parse().ok()),
            "--log-file" => options.log_file = value().map(Into::into),
            "--log" => options.logs_messages = value().as_deref() == Some("messages"),
            _ => return ExitCode::from(2),
        }
    }
    ExitCode::from(command::lsp::run(options))
}
