#!/usr/bin/env bash
# Gives the golden files of this folder to programs that read such files, none of them ours:
#
#   npm install --prefix DIR @microsoft/sarif-multitool junit2json
#   pip install junitparser sarif-tools
#   bash tests/formats/consumers.sh DIR
#
# SARIF goes to Microsoft's validator (schema, and all rules for SARIF and for GitHub's code scanning; its
# recommendations are not errors) and to sarif-tools; JUnit to junitparser and junit2json. The reports for GitLab and
# reviewdog are held against the fields their documentation names.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
modules="${1:?the folder with node_modules is missing}/node_modules"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# The validator's own command passes arguments through a shell, so the binary is called directly.
multitool="$(find "$modules/@microsoft" -type f -name Sarif.Multitool | head -n 1)"
chmod +x "$multitool"
"$multitool" validate "$here/findings.sarif" --output "$scratch/report.sarif" --rule-kind "Sarif;Ghas" >"$scratch/log" ||
  { cat "$scratch/log" >&2; exit 1; }
sarif summary "$here/findings.sarif" >/dev/null

# Packages are found from the working directory.
counted="$(cd "$1" && node --input-type=module -e "
  import { readFileSync } from 'node:fs';
  import { parse } from 'junit2json';
  const suites = await parse(readFileSync('$here/findings.junit.xml', 'utf8'));
  console.log(suites.tests, suites.failures, suites.skipped);
")"

python3 - "$here" "$scratch/report.sarif" "$counted" <<'EOF'
import json, sys
from junitparser import Failure, JUnitXml, Skipped

here, report, counted = sys.argv[1:]
read = lambda name: json.load(open(f"{here}/{name}", encoding="utf-8"))

objections = json.load(open(report, encoding="utf-8-sig"))["runs"][0].get("results", [])
assert not objections, [it["ruleId"] for it in objections]

suites = JUnitXml.fromfile(f"{here}/findings.junit.xml")
cases = [case for suite in suites for case in suite]
kinds = lambda kind: sum(isinstance(result, kind) for case in cases for result in case.result)
assert (suites.tests, suites.failures, suites.skipped) == (len(cases), kinds(Failure), kinds(Skipped))
assert counted == f"{suites.tests} {suites.failures} {suites.skipped}", counted

# https://docs.gitlab.com/ci/testing/code_quality/ , "Code Quality report format".
entries = read("findings.gitlab.json")
for entry in entries:
    assert isinstance(entry["description"], str) and isinstance(entry["check_name"], str)
    assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert not entry["location"]["path"].startswith("./") and entry["location"]["lines"]["begin"] >= 1
assert len({entry["fingerprint"] for entry in entries}) == len(entries)

# reviewdog's proto/rdf: DiagnosticResult.
document = read("findings.rdjson")
assert set(document) <= {"diagnostics", "source", "severity"}
for entry in document["diagnostics"]:
    assert set(entry) <= {
        "message", "location", "severity", "source", "code", "suggestions", "original_output", "related_locations",
    }
    assert entry["severity"] in ("ERROR", "WARNING", "INFO")
    for part in [entry["location"]["range"], *(it["range"] for it in entry.get("suggestions", []))]:
        assert all(part[end][axis] >= 1 for end in ("start", "end") for axis in ("line", "column"))
print(f"{len(cases)} cases, {len(entries)} entries: nobody objects")
EOF
