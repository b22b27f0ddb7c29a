#!/usr/bin/env bash
# Makes one page of the core and the examples: browser/build.sh [OUT.html]; with TAKAR_WASM_PROFILE=quick a larger one in less
# time. Says so and ends with 3 where the compiler for WebAssembly cannot be had; Debian has it as rustc-web and rust-web-src.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
target=${TAKAR_WASM_TARGET:-${CARGO_TARGET_DIR:-$root/target}-browser}
out=${1:-$target/takar.html}
profile=${TAKAR_WASM_PROFILE:-release}

skip() { echo "NOT BUILT: $*"; exit 3; }
rustc=/usr/bin/rustc
[ -x $rustc ] && [ -d "$($rustc --print sysroot)/lib/rustlib/src/rust/library/std" ] || skip "rustc-web and rust-web-src of Debian are not installed"
lld=$(ls "$(rustc --print sysroot)"/lib/rustlib/*/bin/rust-lld 2>/dev/null | head -1) || true
[ -n "$lld" ] || skip "the installed toolchain has no rust-lld"

# The standard library is built from its source, so nothing is downloaded but crates. The stack is that of a native program.
(
    cd browser
    export RUSTC=$rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$target CARGO_INCREMENTAL=0
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$lld
    # Where in the sources a panic was stands in no page: its words do.
    export RUSTFLAGS="-Zlocation-detail=none -Clink-arg=-zstack-size=4194304 --remap-path-prefix=$root=takar --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
    cargo build --locked --profile "$profile" --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size
)

parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT
core=$target/wasm32-unknown-unknown/$profile/takar_browser.wasm
# A report that answers takes the core from this page; by its sources it knows whether that computes as the program does.
sources=$(LC_ALL=C grep -aoE 'takar-sumber:[0-9a-f]{16}' "$core" | head -1)
# `SIZE:LETTERS`, five letters for four bytes (`core.js`): a fifteenth less than base64.
packed() {
    printf '%s:' "$(wc -c <"$1")"
    xz --format=lzma --lzma1="$([ "$profile" = release ] && echo preset=9e,lc=4,pb=0 || echo preset=1)" -c "$1" |
        perl -0777 -ne '$_ .= "\0" x (-length() % 4); for my $n (unpack "N*") { my $w = ""; for (1 .. 5) { my $d = $n % 85; $w = chr(40 + $d + ($d > 19) + ($d > 50)) . $w; $n = ($n - $d) / 85 } print $w }'
}
packed "$core" >"$parts/core.wasm"
cp browser/page/* src/page/templates/{core,unpack}.js "$parts"
(cd browser/page && cat desk.js tables.js knobs.js messages.js files.js outside.js keep.js) >"$parts/page.js"
! grep -l '</script\|<!--' "$parts"/*.js || { echo "a script cannot end inside of itself" >&2; exit 1; }

# An example is a folder of rules as it stands; one without a year of its own is opened in that of its examples.
example() {
    local name=$1 folder=$2 year=$3 file
    (cd "$folder" && find . -maxdepth 2 \( -name '*.takar' -o -path './data/*.csv' \) -not -path './cetakan/*' -not -path './skenario/*' | sed 's|^\./||' | LC_ALL=C sort) |
        LC_ALL=C awk '{ print ($0 ~ /\.takar$/ ? 0 : 1) " " $0 }' | sort -s -n -k1,1 | cut -d' ' -f2- | while read -r file; do
        if LC_ALL=C grep -qi '</script\|<!--' "$folder/$file"; then echo "$folder/$file cannot stand in a page" >&2; exit 1; fi
        printf '<script type="text/plain" data-paket="%s" data-nama="%s"%s>' "$name" "$file" "${year:+ data-tahun=\"$year\"}"
        sed "s/{judul}/$name/" "$folder/$file"
        printf '</script>\n'
    done
}
{
    mkdir "$parts/awal" && cp -r src/cli/baru/*.takar src/cli/baru/data "$parts/awal"
    example "contoh awal" "$parts/awal" ""
    for folder in rules/*/; do
        name=$(basename "$folder")
        year=$(grep -Eohs '^ *tahun [0-9]{4}' "$folder"contoh*.takar | grep -Eo '[0-9]{4}' | head -1) || true
        year=${year:-2024}
        if [ -d "${folder}data" ]; then year=""; fi
        example "$name" "${folder%/}" "$year"
    done
} >"$parts/examples.html"
packed "$parts/examples.html" >"$parts/examples"

# Each line @@name@@ gives way to that part; the core stands in the middle of one.
mkdir -p "$(dirname "$out")"
sed -e "/^@@page.css@@$/{r $parts/page.css
d}" -e "/^@@examples@@$/{r $parts/examples
d}" -e "/^@@unpack.js@@$/{r $parts/unpack.js
d}" -e "/^@@core.js@@$/{r $parts/core.js
d}" -e "/^@@page.js@@$/{r $parts/page.js
d}" -e "s/@@sources@@/$sources/" browser/page/page.html | awk -v core="$parts/core.wasm" '{
    at = index($0, "@@core.wasm@@")
    if (!at) { print; next }
    printf "%s", substr($0, 1, at - 1)
    while ((getline line < core) > 0) printf "%s", line
    print substr($0, at + 13)
}' >"$parts/takar.html"
mv "$parts/takar.html" "$out"
echo "$out: $(wc -c <"$out") bytes, the core $(wc -c <"$core")"
