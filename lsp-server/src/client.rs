//! What the client can do, read once from `initialize`.

use tower_lsp::lsp_types::{
    ClientCapabilities, CompletionClientCapabilities, CompletionItemKind, CompletionItemTag, DiagnosticTag,
    FoldingRangeClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind,
    PublishDiagnosticsClientCapabilities, ResourceOperationKind, SemanticTokensClientCapabilities,
    SemanticTokensFullOptions, SignatureHelpClientCapabilities, TagSupport, TextDocumentClientCapabilities,
    WorkspaceClientCapabilities,
};

use crate::convert::Encoding;

/// The command that opens the list of items.
pub(crate) const TRIGGER_SUGGEST: &str = "editor.action.triggerSuggest";

/// A command of the client that lists uses: it takes the document, the position and the places.
pub(crate) const SHOW_REFERENCES: &str = "psl.showReferences";

/// The capabilities that change what is sent.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // Each is one capability of the protocol.
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    pub(crate) pulls_diagnostics: bool,
    pub(crate) refreshes_diagnostics: bool,
    pub(crate) related_documents: bool,
    pub(crate) related_information: bool,
    pub(crate) code_description: bool,
    pub(crate) diagnostic_data: bool,
    pub(crate) tag_unnecessary: bool,
    pub(crate) tag_deprecated: bool,
    pub(crate) hierarchical_symbols: bool,
    pub(crate) symbol_tags: bool,
    pub(crate) folds_lines_only: bool,
    pub(crate) fold_text: bool,
    pub(crate) fold_limit: Option<u32>,
    pub(crate) location_links: bool,
    pub(crate) hover_markdown: bool,
    pub(crate) signature_help: bool,
    /// Parameters can be marked by their place in the label.
    pub(crate) signature_offsets: bool,
    pub(crate) signature_markdown: bool,
    /// Tokens of documents, of ranges, and changes of them.
    pub(crate) tokens_full: bool,
    pub(crate) tokens_delta: bool,
    pub(crate) tokens_range: bool,
    pub(crate) finds_symbols: bool,
    pub(crate) found_symbol_tags: bool,
    pub(crate) links: bool,
    pub(crate) link_tooltips: bool,
    pub(crate) inlay_hints: bool,
    pub(crate) refreshes_hints: bool,
    pub(crate) lenses: bool,
    pub(crate) refreshes_lenses: bool,
    pub(crate) snippets: bool,
    pub(crate) insert_replace: bool,
    pub(crate) completion_markdown: bool,
    pub(crate) completion_tags: bool,
    pub(crate) completion_label_details: bool,
    /// The kinds of items the client has pictures for, beyond the first eighteen.
    pub(crate) completion_kinds: Vec<CompletionItemKind>,
    /// The client can be told to ask for items again after one was accepted.
    pub(crate) triggers_suggest: bool,
    pub(crate) shows_references: bool,
    /// Changes can carry the versions of their documents.
    pub(crate) document_changes: bool,
    /// Actions can be more than commands.
    pub(crate) code_actions: bool,
    /// Actions that cannot be done are shown with the reason.
    pub(crate) disabled_actions: bool,
    /// Changes of actions may come when one was chosen.
    pub(crate) resolves_actions: bool,
    /// Changes can make files.
    pub(crate) creates_files: bool,
    /// The client asks whether something can be renamed before it asks for the new name.
    pub(crate) prepares_rename: bool,
    /// Parts of a rename can be left to the user to confirm.
    pub(crate) confirms_renames: bool,
    pub(crate) registers_watchers: bool,
    pub(crate) relative_patterns: bool,
    pub(crate) registers_configuration: bool,
    pub(crate) answers_configuration: bool,
}

impl Client {
    pub(crate) fn new(params: &InitializeParams) -> Client {
        let capabilities = &params.capabilities;
        let text_document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let mut client = Client {
            encoding: encoding(capabilities),
            pulls_diagnostics: pulls_diagnostics(params),
            ..Client::default()
        };
        let commands = capabilities.experimental.as_ref().and_then(|it| it.pointer("/commands/commands"));
        let commands = commands.and_then(|it| it.as_array());
        let has = |command: &str| commands.is_some_and(|it| it.iter().any(|it| it == command));
        client.triggers_suggest = has(TRIGGER_SUGGEST);
        client.shows_references = has(SHOW_REFERENCES);
        if let Some(text_document) = text_document {
            client.read_text_document(text_document);
        }
        client.read_workspace(workspace.unwrap_or(&WorkspaceClientCapabilities::default()));
        client
    }

    fn read_text_document(&mut self, capabilities: &TextDocumentClientCapabilities) {
        if let Some(publish) = &capabilities.publish_diagnostics {
            self.read_publish(publish);
        }
        if let Some(diagnostic) = &capabilities.diagnostic {
            self.related_documents = diagnostic.related_document_support == Some(true);
        }
        if let Some(symbols) = &capabilities.document_symbol {
            self.hierarchical_symbols = symbols.hierarchical_document_symbol_support == Some(true);
            self.symbol_tags = symbols.tag_support.is_some();
        }
        if let Some(folding) = &capabilities.folding_range {
            self.read_folding(folding);
        }
        let definition = capabilities.definition.as_ref();
        self.location_links = definition.and_then(|it| it.link_support) == Some(true);
        if let Some(completion) = &capabilities.completion {
            self.read_completion(completion);
        }
        if let Some(signature) = &capabilities.signature_help {
            self.read_signature(signature);
        }
        if let Some(tokens) = &capabilities.semantic_tokens {
            self.read_tokens(tokens);
        }
        if let Some(links) = &capabilities.document_link {
            self.links = true;
            self.link_tooltips = links.tooltip_support == Some(true);
        }
        self.inlay_hints = capabilities.inlay_hint.is_some();
        self.lenses = capabilities.code_lens.is_some();
        if let Some(actions) = &capabilities.code_action {
            self.code_actions = actions.code_action_literal_support.is_some();
            self.disabled_actions = actions.disabled_support == Some(true);
            let resolved = actions.resolve_support.as_ref();
            self.resolves_actions = actions.data_support == Some(true)
                && resolved.is_some_and(|it| it.properties.iter().any(|it| it == "edit"));
        }
        let rename = capabilities.rename.as_ref();
        self.prepares_rename = rename.and_then(|it| it.prepare_support) == Some(true);
        self.confirms_renames = rename.and_then(|it| it.honors_change_annotations) == Some(true);
        let formats = capabilities.hover.as_ref().and_then(|it| it.content_format.as_ref());
        self.hover_markdown = formats.is_some_and(|it| it.contains(&MarkupKind::Markdown));
    }

    fn read_publish(&mut self, publish: &PublishDiagnosticsClientCapabilities) {
        self.related_information = publish.related_information == Some(true);
        self.code_description = publish.code_description_support == Some(true);
        self.diagnostic_data = publish.data_support == Some(true);
        let has = |tag: DiagnosticTag| {
            let supported = |it: &TagSupport<DiagnosticTag>| it.value_set.contains(&tag);
            publish.tag_support.as_ref().is_some_and(supported)
        };
        self.tag_unnecessary = has(DiagnosticTag::UNNECESSARY);
        self.tag_deprecated = has(DiagnosticTag::DEPRECATED);
    }

    fn read_completion(&mut self, completion: &CompletionClientCapabilities) {
        if let Some(item) = &completion.completion_item {
            self.snippets = item.snippet_support == Some(true);
            self.insert_replace = item.insert_replace_support == Some(true);
            let formats = item.documentation_format.as_ref();
            self.completion_markdown = formats.is_some_and(|it| it.contains(&MarkupKind::Markdown));
            let tags = item.tag_support.as_ref();
            self.completion_label_details = item.label_details_support == Some(true);
            self.completion_tags =
                tags.is_some_and(|it| it.value_set.contains(&CompletionItemTag::DEPRECATED));
        }
        let kinds = completion.completion_item_kind.as_ref();
        self.completion_kinds = kinds.and_then(|it| it.value_set.clone()).unwrap_or_default();
    }

    fn read_signature(&mut self, signature: &SignatureHelpClientCapabilities) {
        self.signature_help = true;
        if let Some(information) = &signature.signature_information {
            let parameters = information.parameter_information.as_ref();
            self.signature_offsets = parameters.and_then(|it| it.label_offset_support) == Some(true);
            let formats = information.documentation_format.as_ref();
            self.signature_markdown = formats.is_some_and(|it| it.contains(&MarkupKind::Markdown));
        }
    }

    fn read_tokens(&mut self, tokens: &SemanticTokensClientCapabilities) {
        self.tokens_range = tokens.requests.range == Some(true);
        (self.tokens_full, self.tokens_delta) = match &tokens.requests.full {
            None | Some(SemanticTokensFullOptions::Bool(false)) => (false, false),
            Some(SemanticTokensFullOptions::Bool(true)) => (true, false),
            Some(SemanticTokensFullOptions::Delta { delta }) => (true, *delta == Some(true)),
        };
    }

    fn read_folding(&mut self, folding: &FoldingRangeClientCapabilities) {
        self.folds_lines_only = folding.line_folding_only == Some(true);
        self.fold_limit = folding.range_limit;
        self.fold_text = folding.folding_range.as_ref().and_then(|it| it.collapsed_text) == Some(true);
    }

    fn read_workspace(&mut self, capabilities: &WorkspaceClientCapabilities) {
        let edit = capabilities.workspace_edit.as_ref();
        self.document_changes = edit.and_then(|it| it.document_changes) == Some(true);
        let annotations = edit.and_then(|it| it.change_annotation_support.as_ref());
        self.confirms_renames &= self.document_changes && annotations.is_some();
        let operations = edit.and_then(|it| it.resource_operations.as_ref());
        self.creates_files =
            self.document_changes && operations.is_some_and(|it| it.contains(&ResourceOperationKind::Create));
        if let Some(watched) = &capabilities.did_change_watched_files {
            self.registers_watchers = watched.dynamic_registration == Some(true);
            self.relative_patterns = watched.relative_pattern_support == Some(true);
        }
        if let Some(symbol) = &capabilities.symbol {
            self.finds_symbols = true;
            self.found_symbol_tags = symbol.tag_support.is_some();
        }
        self.refreshes_hints =
            capabilities.inlay_hint.as_ref().and_then(|it| it.refresh_support) == Some(true);
        self.refreshes_lenses =
            capabilities.code_lens.as_ref().and_then(|it| it.refresh_support) == Some(true);
        let configuration = capabilities.did_change_configuration.as_ref();
        self.registers_configuration = configuration.and_then(|it| it.dynamic_registration) == Some(true);
        self.answers_configuration = capabilities.configuration == Some(true);
        self.refreshes_diagnostics =
            capabilities.diagnostic.as_ref().and_then(|it| it.refresh_support) == Some(true);
    }
}

fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|it| it.position_encodings.as_ref());
    match offered.is_some_and(|it| it.contains(&PositionEncodingKind::UTF8)) {
        true => Encoding::Utf8,
        false => Encoding::Utf16,
    }
}

/// Pushing is the default, because one edit changes findings in other files and only a push updates all at once.
fn pulls_diagnostics(params: &InitializeParams) -> bool {
    let asked = params.initialization_options.as_ref().and_then(|it| it.get("diagnostics"));
    if let Some(asked) = asked.and_then(|it| it.as_str()) {
        return asked == "pull";
    }
    let text_document = params.capabilities.text_document.as_ref();
    let pushes = text_document.is_some_and(|it| it.publish_diagnostics.is_some());
    let pulls = text_document.is_some_and(|it| it.diagnostic.is_some());
    pulls && !pushes
}
