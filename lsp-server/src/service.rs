//! The mail slot: every method of the protocol becomes one event, posted before its first await.
//!
//! Nothing is computed here. Notifications return at once; requests wait for the answer of a worker.

use std::sync::mpsc::Sender;

use serde::Deserialize;
use tokio::sync::oneshot;
use tower_lsp::{
    LanguageServer, LspService,
    jsonrpc::{Error, Result},
    lsp_types::*,
};

use crate::{
    handlers::{self, ActionData, DiagramAnswer, DocumentParams, ProjectAnswer},
    main_loop::Event,
    query::{Cx, Kind, Query},
};

/// The routes of all methods.
pub(crate) fn build(events: Sender<Event>) -> LspService<Service> {
    let builder = LspService::build(|_client| Service { events })
        .custom_method("$/setTrace", Service::set_trace)
        .custom_method("textDocument/rangesFormatting", Service::ranges_formatting)
        .custom_method("psl/project", Service::project)
        .custom_method("psl/schema", Service::schema)
        .custom_method("psl/diagram", Service::diagram)
        .custom_method("psl/syntaxTree", Service::syntax_tree);
    #[cfg(feature = "panic-request")]
    let builder = builder.custom_method("psl/panic", Service::panic);
    // Messages to the client go through the outbox, so the library's own channel stays unused.
    builder.finish().0
}

pub(crate) struct Service {
    events: Sender<Event>,
}

#[derive(Deserialize)]
pub(crate) struct SetTraceParams {
    value: String,
}

/// The parameters of `textDocument/rangesFormatting`, which the library does not know.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RangesParams {
    text_document: TextDocumentIdentifier,
    ranges: Vec<Range>,
}

impl Service {
    fn post(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Posts a request about a document; what comes back waits for the answer.
    fn ask<T, F>(&self, kind: Kind, document: &Url, compute: F) -> impl Future<Output = Result<T>> + use<T, F>
    where
        T: Default + Send + 'static,
        F: Fn(&Cx) -> Result<T> + Send + 'static,
    {
        let (query, answer) = Query::new(kind, Some(document), compute);
        self.post(Event::Query(query));
        wait(answer)
    }

    async fn ranges_formatting(&self, params: RangesParams) -> Result<Option<Vec<TextEdit>>> {
        let kind = Kind::new("textDocument/rangesFormatting").formatting();
        let ranges = params.ranges;
        let compute = move |cx: &Cx| handlers::ranges_formatting(cx, &ranges);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    /// Posts a request about everything that is open.
    fn ask_all<T, F>(&self, kind: Kind, compute: F) -> impl Future<Output = Result<T>> + use<T, F>
    where
        T: Default + Send + 'static,
        F: Fn(&Cx) -> Result<T> + Send + 'static,
    {
        let (query, answer) = Query::new(kind, None, compute);
        self.post(Event::Query(query));
        wait(answer)
    }

    async fn set_trace(&self, params: SetTraceParams) {
        self.post(Event::Trace(params.value != "off"));
    }

    async fn project(&self, params: DocumentParams) -> Result<Option<ProjectAnswer>> {
        let kind = Kind::new("psl/project").for_all_standings();
        self.ask(kind, &params.text_document.uri, handlers::project).await
    }

    async fn schema(&self, params: DocumentParams) -> Result<Option<serde_json::Value>> {
        let kind = Kind::new("psl/schema").whole().again_when_stale();
        self.ask(kind, &params.text_document.uri, handlers::schema).await
    }

    async fn diagram(&self, params: DocumentParams) -> Result<Option<DiagramAnswer>> {
        let kind = Kind::new("psl/diagram").whole().again_when_stale();
        self.ask(kind, &params.text_document.uri, handlers::diagram).await
    }

    async fn syntax_tree(&self, params: DocumentParams) -> Result<Option<String>> {
        let kind = Kind::new("psl/syntaxTree").whole().text_only();
        self.ask(kind, &params.text_document.uri, handlers::syntax_tree).await
    }

    #[cfg(feature = "panic-request")]
    async fn panic(&self, params: DocumentParams) -> Result<Option<()>> {
        let kind = Kind::new("psl/panic").text_only();
        self.ask(kind, &params.text_document.uri, handlers::panic).await
    }
}

/// The answer of a worker; one that never comes, because the worker panicked, is an internal error.
async fn wait<T>(answer: oneshot::Receiver<Result<T>>) -> Result<T> {
    answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
}

#[tower_lsp::async_trait]
impl LanguageServer for Service {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let (sender, answer) = oneshot::channel();
        self.post(Event::Initialize(Box::new(params), sender));
        answer.await.map_err(|_| Error::internal_error())
    }

    async fn initialized(&self, _: InitializedParams) {
        self.post(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.post(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.post(Event::Change(params.text_document, params.content_changes));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.post(Event::Save(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.post(Event::Close(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.post(Event::Watched(params.changes));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.post(Event::Configuration(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.post(Event::Folders(params.event));
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let kind = Kind::new("textDocument/documentSymbol").whole();
        self.ask(kind, &params.text_document.uri, handlers::document_symbol).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let kind = Kind::new("textDocument/foldingRange").whole().text_only();
        self.ask(kind, &params.text_document.uri, handlers::folding_range).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let kind = Kind::new("textDocument/selectionRange").text_only();
        let positions = params.positions;
        let compute = move |cx: &Cx| handlers::selection_range(cx, &positions);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let kind = Kind::new("textDocument/definition");
        let compute = move |cx: &Cx| handlers::definition(cx, at.position);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn goto_declaration(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.goto_definition(params).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let kind = Kind::new("textDocument/typeDefinition");
        let compute = move |cx: &Cx| handlers::type_definition(cx, at.position);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (at, context) = (params.text_document_position, params.context);
        let kind = Kind::new("textDocument/references").whole();
        let compute = move |cx: &Cx| handlers::references(cx, at.position, context.include_declaration);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        let kind = Kind::new("textDocument/documentHighlight");
        let compute = move |cx: &Cx| handlers::highlights(cx, at.position);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let kind = Kind::new("textDocument/completion").again_when_stale();
        self.ask(kind, &at.text_document.uri, move |cx: &Cx| handlers::completion(cx, at.position)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let kind = Kind::new("textDocument/hover");
        self.ask(kind, &at.text_document.uri, move |cx: &Cx| handlers::hover(cx, at.position)).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let at = params.text_document_position_params;
        let kind = Kind::new("textDocument/signatureHelp");
        let compute = move |cx: &Cx| handlers::signature_help(cx, at.position);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let kind = Kind::new("textDocument/semanticTokens/full").whole().again_when_stale();
        self.ask(kind, &params.text_document.uri, handlers::semantic_tokens_full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let kind = Kind::new("textDocument/semanticTokens/full/delta").whole().again_when_stale();
        let previous = params.previous_result_id;
        let compute = move |cx: &Cx| handlers::semantic_tokens_delta(cx, &previous);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let kind = Kind::new("textDocument/semanticTokens/range").whole().again_when_stale();
        let range = params.range;
        let compute = move |cx: &Cx| handlers::semantic_tokens_range(cx, range);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let kind = Kind::new("workspace/symbol").whole().in_all_folders();
        self.ask_all(kind, move |cx| handlers::workspace_symbol(cx, &params.query)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let kind = Kind::new("textDocument/documentLink").whole().text_only();
        self.ask(kind, &params.text_document.uri, handlers::document_link).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let kind = Kind::new("textDocument/inlayHint").whole();
        let range = params.range;
        let compute = move |cx: &Cx| handlers::inlay_hint(cx, range);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let kind = Kind::new("textDocument/codeLens").whole();
        self.ask(kind, &params.text_document.uri, handlers::code_lens).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let url = lens.data.as_ref().and_then(|it| Url::parse(it["uri"].as_str()?).ok());
        let url = url.ok_or_else(|| Error::invalid_params("`data` is not what the lens came with"))?;
        let position = lens.range.start;
        let compute = move |cx: &Cx| handlers::code_lens_command(cx, position);
        let command = self.ask(Kind::new("codeLens/resolve"), &url, compute).await?;
        Ok(CodeLens { command, ..lens })
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let kind = Kind::new("textDocument/prepareRename");
        let compute = move |cx: &Cx| handlers::prepare_rename(cx, params.position);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let kind = Kind::new("textDocument/rename").again_when_stale();
        let RenameParams { text_document_position: at, new_name, .. } = params;
        let compute = move |cx: &Cx| handlers::rename(cx, at.position, &new_name);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let kind = Kind::new("textDocument/codeAction");
        let (range, context) = (params.range, params.context);
        let compute = move |cx: &Cx| handlers::code_action(cx, range, &context);
        self.ask(kind, &params.text_document.uri, compute).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let data = action.data.clone().and_then(|it| serde_json::from_value::<ActionData>(it).ok());
        let data = data.ok_or_else(|| Error::invalid_params("`data` is not what the action came with"))?;
        let kind = Kind::new("codeAction/resolve").again_when_stale();
        let (url, chosen) = (data.uri.clone(), action.clone());
        let compute = move |cx: &Cx| handlers::code_action_edit(cx, &data, &chosen);
        let edit = self.ask(kind, &url, compute).await?;
        Ok(CodeAction { edit, ..action })
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let kind = Kind::new("textDocument/formatting").formatting();
        self.ask(kind, &params.text_document.uri, handlers::formatting).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let kind = Kind::new("textDocument/rangeFormatting").formatting();
        let range = params.range;
        self.ask(kind, &params.text_document.uri, move |cx| handlers::range_formatting(cx, range)).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let DocumentOnTypeFormattingParams { text_document_position: at, ch, .. } = params;
        let kind = Kind::new("textDocument/onTypeFormatting").refused_formatting();
        let compute = move |cx: &Cx| handlers::on_type_formatting(cx, at.position, &ch);
        self.ask(kind, &at.text_document.uri, compute).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let kind = Kind::new("textDocument/diagnostic").whole().again_when_stale();
        let previous = params.previous_result_id;
        let compute = move |cx: &Cx| handlers::document_diagnostic(cx, previous.as_deref());
        let report = self.ask(kind, &params.text_document.uri, compute).await?;
        Ok(report.unwrap_or_else(handlers::no_document_diagnostic))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let kind = Kind::new("workspace/diagnostic").whole();
        let previous = params.previous_result_ids;
        let report = self.ask_all(kind, move |cx| handlers::workspace_diagnostic(cx, &previous)).await?;
        Ok(report.unwrap_or_else(handlers::no_workspace_diagnostic))
    }
}
