#!/bin/bash
# Reads the formats for CI systems back with other people's parsers: JUnit XML
# by the schema of Jenkins, SARIF by that of OASIS, OpenMetrics by the parser of
# the Prometheus client.
#
# usage: formats.sh PROGRAM [FOLDER]
#
#   PROGRAM  the bitacora to ask
#   FOLDER   where parsers and schemas are kept between runs (default: a
#            temporary one)
#
# What cannot be fetched is skipped by name. Exits 1 when a file is not valid,
# 77 when nothing could be read.
set -u

[ $# -ge 1 ] || { sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 2; }
program=$(realpath "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tools=${2:-$work/tools}
mkdir -p "$tools" && tools=$(realpath "$tools")
reader=$(realpath "$(dirname "$0")")/formats.py

fetch() {
    [ -s "$tools/$1" ] || curl -sfL --max-time 20 -o "$tools/$1" "$2"
}
# The schema of Jenkins travels with the tests of pytest, and its packages are to
# be had wherever the parsers are.
xsd=pytest-8.3.4/testing/example_scripts/junit-10.xsd
if [ ! -s "$tools/junit.xsd" ] &&
    curl -sfL --max-time 20 -o "$work/pytest.tar.gz" https://files.pythonhosted.org/packages/05/35/30e0d83068951d90a01852cb1cef56e5d8a09d20c7f511634cc2f7e0372a/pytest-8.3.4.tar.gz; then
    tar -xzf "$work/pytest.tar.gz" -O "$xsd" > "$work/junit.xsd" && mv "$work/junit.xsd" "$tools/junit.xsd"
fi
if ! fetch sarif.json https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json; then
    # The crate serde-sarif carries the same schema, and crates are to be had
    # wherever this program can be built.
    mkdir -p "$work/crate/src" && : > "$work/crate/src/lib.rs"
    printf '[package]\nname = "fetch"\nversion = "0.0.0"\n[dependencies]\nserde-sarif = "=0.8.0"\n' > "$work/crate/Cargo.toml"
    (cd "$work/crate" && CARGO_HOME=$work/cargo cargo fetch -q 2>/dev/null) &&
        cp "$work"/cargo/registry/src/*/serde-sarif-0.8.0/src/schema.json "$tools/sarif.json"
fi
if [ ! -x "$tools/venv/bin/python" ]; then
    python3 -m venv "$tools/venv" &&
        "$tools/venv/bin/pip" install -q --disable-pip-version-check \
            jsonschema==4.23.0 prometheus-client==0.21.1 xmlschema==3.4.3
fi >/dev/null 2>&1

export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export BITACORA_NOW=2026-11-22T09:14:00-05:00
cd "$work" && "$program" init --example store && cd store || exit 1
"$program" check -q -o "$work/check.junit.xml" -o "$work/check.sarif" || exit 1
"$program" report compliance -q --fail-on breached -o "$work/sla.junit.xml" -o "$work/sla.sarif" -o "$work/sla.prom" 2>/dev/null
status=$?
[ $status -eq 7 ] || { echo "formats.sh: the example kept every promise? exit code $status" >&2; exit 1; }
# A file of the store that cannot be read, and one that is at odds with itself.
set -- $(git ls-files tickets | head -n 2)
printf 'no front matter\n' > "$1"
sed -i 's/^title: .*/title: "<&> ]]>"/' "$2"
"$program" check -q -o "$work/faults.junit.xml" -o "$work/faults.sarif" 2>/dev/null
"$program" report compliance -q -o "$work/lacking.junit.xml" -o "$work/lacking.sarif" -o "$work/lacking.prom" 2>/dev/null
exec_python=$tools/venv/bin/python
[ -x "$exec_python" ] || exec_python=python3
"$exec_python" "$reader" "$tools" "$work"/*.junit.xml "$work"/*.sarif "$work"/*.prom
