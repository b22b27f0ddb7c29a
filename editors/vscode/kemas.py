"""Packs the folder of the extension into a .vsix: a zip with a list of content types and a manifest beside it."""

import json
import pathlib
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# What an editor needs, and nothing of how it is made.
FILES = [
    "README.md",
    "dist/klien.js",
    "dist/PIHAK-KETIGA.txt",
    "gambar/berkas.svg",
    "gambar/takar.png",
    "language-configuration.json",
    "package.json",
    "snippets/takar.json",
    "syntaxes/markdown.tmLanguage.json",
    "syntaxes/takar.tmLanguage.json",
]

TYPES = {
    ".js": "application/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vsixmanifest": "text/xml",
}


def content_types() -> str:
    rows = [f"<Default Extension={quoteattr(ending)} ContentType={quoteattr(kind)}/>" for ending, kind in TYPES.items()]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + "".join(rows) + "</Types>\n"
    )


def manifest(package: dict) -> str:
    assets = [
        ("Microsoft.VisualStudio.Code.Manifest", "extension/package.json"),
        ("Microsoft.VisualStudio.Services.Content.Details", "extension/README.md"),
        ("Microsoft.VisualStudio.Services.Content.License", "extension/LICENSE.txt"),
        ("Microsoft.VisualStudio.Services.Icons.Default", "extension/" + package["icon"]),
    ]
    rows = "".join(f'<Asset Type="{kind}" Path={quoteattr(path)} Addressable="true"/>' for kind, path in assets)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="id" Id={quoteattr(package["name"])} Version={quoteattr(package["version"])} Publisher={quoteattr(package["publisher"])}/>
<DisplayName>{escape(package["displayName"])}</DisplayName>
<Description xml:space="preserve">{escape(package["description"])}</Description>
<Categories>{escape(",".join(package["categories"]))}</Categories>
<Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value={quoteattr(package["engines"]["vscode"])}/></Properties>
<License>extension/LICENSE.txt</License>
<Icon>extension/{escape(package["icon"])}</Icon>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets>{rows}</Assets>
</PackageManifest>
"""


def main() -> None:
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    # The version is that of the program.
    version = re.search(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.M)[1]
    package["version"] = version
    parts = {f"extension/{name}": (HERE / name).read_bytes() for name in FILES}
    parts["extension/package.json"] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    licences = [(ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE-MIT", "LICENSE-APACHE")]
    parts["extension/LICENSE.txt"] = "\n\n".join(licences).encode()
    parts["extension.vsixmanifest"] = manifest(package).encode()
    whole = {"[Content_Types].xml": content_types().encode(), **dict(sorted(parts.items()))}

    target = pathlib.Path(sys.argv[1])
    if target.suffix != ".vsix":
        target = target / f"takar-{version}.vsix"
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in whole.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            packed.writestr(info, content)
    print(f"{target}: {target.stat().st_size // 1024} kB")


main()
