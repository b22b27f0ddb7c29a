// The client: starts `takar lsp`, and shows what its commands give. Everything else is the protocol's.

const { execFile } = require("node:child_process");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** Pages that commands show, by their address. */
const pages = new Map();
const changed = new vscode.EventEmitter();

async function activate(context) {
  const own = context.subscriptions;
  // Packages that are built in lie nowhere; the program has their texts.
  own.push(vscode.workspace.registerTextDocumentContentProvider("takar", { provideTextDocumentContent: builtIn }));
  own.push(
    vscode.workspace.registerTextDocumentContentProvider("takar-hasil", {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? "",
    }),
  );
  own.push(vscode.commands.registerCommand("takar.tampilkanHitungan", compute));
  own.push(vscode.commands.registerCommand("takar.tampilkanPenjelasan", explain));
  own.push(vscode.commands.registerCommand("takar.mulaiUlang", restart));
  own.push(vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("takar.program") && restart()));
  own.push(vscode.workspace.onDidGrantWorkspaceTrust(start));
  await start();
}

async function start() {
  if (client || !vscode.workspace.isTrusted) return;
  const program = vscode.workspace.getConfiguration("takar").get("program") || "takar";
  const hindered = await hindrance(program);
  if (client) return; // Another one began meanwhile.
  if (hindered) return refuse(program, hindered);
  const run = { command: program, args: ["lsp"] };
  const options = {
    documentSelector: [
      { language: "takar" },
      { scheme: "file", pattern: "**/*.{csv,tsv}" },
    ],
    initializationOptions: { isiBawaan: true },
    // The commands have names of their own here, because they show what they give.
    middleware: { executeCommand: (command, args, next) => next(command, args) },
  };
  const starting = new LanguageClient("takar", "Takar", { run, debug: run }, options);
  // The client registers what the server can do under its own names, which nobody calls.
  client = starting;
  try {
    await starting.start();
  } catch (error) {
    client = undefined;
    await refuse(program, error.message ?? String(error));
  }
}

/** Why a program does not run, or nothing. Asked first, since the client says so in English beside what is said here. */
function hindrance(program) {
  const reason = (error) => error && (error.code === "ENOENT" ? "tidak ditemukan" : error.message);
  return new Promise((tell) => execFile(program, ["--versi"], { windowsHide: true }, (error) => tell(reason(error))));
}

async function refuse(program, reason) {
  const settings = "Buka pengaturan";
  const message = `Program takar tidak dapat dijalankan (${program}): ${reason}. Pasang Takar, atau tulis letaknya.`;
  const chosen = await vscode.window.showErrorMessage(message, settings);
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "takar.program");
}

async function restart() {
  const before = client;
  client = undefined;
  await before?.stop().catch(() => {});
  await start();
}

async function builtIn(uri) {
  return (await client?.sendRequest("takar/isi", { textDocument: { uri: uri.toString() } })) ?? "";
}

async function compute() {
  const editor = vscode.window.activeTextEditor;
  if (editor) await show("takar.hitung", [editor.document.uri.toString()]);
}

async function explain() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { line, character } = editor.selection.active;
  await show("takar.jelaskan", [editor.document.uri.toString(), { line, character }]);
}

/** Has the server run a command and shows its page beside the text. */
async function show(command, args) {
  try {
    const { judul, isi } = await client.sendRequest("workspace/executeCommand", { command, arguments: args });
    const name = judul.replace(/[\\/:?#]/g, " ");
    const uri = vscode.Uri.from({ scheme: "takar-hasil", path: `/${name}.md` });
    pages.set(uri.toString(), isi);
    changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch (error) {
    vscode.window.showWarningMessage(client ? (error.message ?? String(error)) : "Program takar belum berjalan.");
  }
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
