"""`takar lsp` driven by pygls' client, which others wrote: what it gives has to be what the protocol's own types hold.

    tests/lsp/client.py PROGRAM
"""

import asyncio
import pathlib
import shutil
import sys
import tempfile

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Editor(LanguageClient):
    def __init__(self):
        super().__init__("uji", "1")
        self.found: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.told = asyncio.Event()
        self.refreshed = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams):
            self.found[params.uri] = params
            self.told.set()

        @self.feature(lsp.WORKSPACE_INLAY_HINT_REFRESH)
        def refresh(_params=None):
            self.refreshed.set()

        @self.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(_params: lsp.RegistrationParams):
            return None

    async def diagnostics(self, uri: str, version: int):
        while uri not in self.found or self.found[uri].version != version:
            self.told.clear()
            await asyncio.wait_for(self.told.wait(), 120)
        return self.found[uri].diagnostics


def place(text: str, word: str) -> lsp.Position:
    at = text.index(word)
    line = text.count("\n", 0, at)
    column = len(text[text.rfind("\n", 0, at) + 1 : at].encode("utf-16-le")) // 2
    return lsp.Position(line, column)


async def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        package = pathlib.Path(scratch).resolve() / "paket"
        shutil.copytree(ROOT / "rules" / "mojoagung-2024", package)
        file = package / "iku.takar"
        text, uri = file.read_text(encoding="utf-8"), file.as_uri()
        editor = Editor()
        await editor.start_io(program, "lsp")
        can = lsp.ClientCapabilities(
            workspace=lsp.WorkspaceClientCapabilities(
                workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
                inlay_hint=lsp.InlayHintWorkspaceClientCapabilities(refresh_support=True),
                did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            )
        )
        folder = lsp.WorkspaceFolder(uri=package.as_uri(), name="paket")
        begun = await editor.initialize_async(
            lsp.InitializeParams(capabilities=can, root_uri=package.as_uri(), workspace_folders=[folder])
        )
        assert begun.server_info and begun.server_info.name == "takar"
        editor.initialized(lsp.InitializedParams())
        editor.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri=uri, language_id="takar", version=1, text=text))
        )
        assert [one for one in await editor.diagnostics(uri, 1) if one.severity == lsp.DiagnosticSeverity.Error] == []
        await asyncio.wait_for(editor.refreshed.wait(), 120)

        document = lsp.TextDocumentIdentifier(uri)
        spot = place(text, "IKM/25")
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))

        card = await editor.text_document_hover_async(lsp.HoverParams(document, spot))
        assert isinstance(card.contents, lsp.MarkupContent) and "skala 25 sampai 100" in card.contents.value, card
        given = await editor.text_document_definition_async(lsp.DefinitionParams(document, spot))
        assert [one.range.start.line for one in given] == [place(text, "besaran IKM").line, place(text, "indikator IKM").line]
        used = await editor.text_document_references_async(
            lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=False), document, spot)
        )
        assert any(one.uri.endswith("/data/iku.csv") for one in used), used
        hints = await editor.text_document_inlay_hint_async(lsp.InlayHintParams(document, whole))
        assert [hint.label for hint in hints] == ["= 8,3", "= 97,69%"], hints
        symbols = await editor.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
        assert len(symbols) == text.count("\nindikator") + text.count("\nbesaran") + text.count("\nkelompok") + text.count(
            "\ncontoh"
        ) + text.count("\nbuktikan")
        assert await editor.text_document_folding_range_async(lsp.FoldingRangeParams(document))
        layout = lsp.DocumentFormattingParams(document, lsp.FormattingOptions(2, True))
        edits = await editor.text_document_formatting_async(layout)
        assert not edits, edits
        edit = await editor.text_document_rename_async(lsp.RenameParams(text_document=document, position=place(text, "TRANTIB"), new_name="TERTIB"))
        assert {change.text_document.uri.rsplit("/", 1)[1] for change in edit.document_changes} >= {"iku.takar", "iku.csv"}
        refused = None
        try:
            await editor.text_document_rename_async(lsp.RenameParams(text_document=document, position=spot, new_name="IPP"))
        except Exception as error:
            refused = str(error)
        assert refused and "sudah dipakai" in refused, refused

        # A key at a time, each asked about and none waited for; what is overtaken may be refused, and nothing else.
        asked = []
        start = place(text, "1,25*(IKM/25)")
        for at, letter in enumerate("IKM + "):
            position = lsp.Position(start.line, start.character + at)
            editor.text_document_did_change(
                lsp.DidChangeTextDocumentParams(
                    lsp.VersionedTextDocumentIdentifier(version=at + 2, uri=uri),
                    [lsp.TextDocumentContentChangePartial(range=lsp.Range(position, position), text=letter)],
                )
            )
            asked.append(editor.text_document_completion_async(lsp.CompletionParams(document, position)))
        for answer in await asyncio.gather(*asked, return_exceptions=True):
            assert isinstance(answer, lsp.CompletionList) or "berubah" in str(answer), answer
        await editor.diagnostics(uri, 7)

        wrong = text.replace("IKM/25", "IKN/25")
        editor.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version=8, uri=uri), [lsp.TextDocumentContentChangeWholeDocument(wrong)]
            )
        )
        found = [one for one in await editor.diagnostics(uri, 8) if one.code == "K0102"]
        assert len(found) == 1 and found[0].range.start == spot, found
        mends = await editor.text_document_code_action_async(
            lsp.CodeActionParams(document, found[0].range, lsp.CodeActionContext(found))
        )
        assert mends and mends[0].edit.document_changes[0].edits[0].new_text == "IKM", mends

        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()
    print("lsp: pygls' client understood every answer")


asyncio.run(main(sys.argv[1]))
