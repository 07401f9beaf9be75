"""Reads files in the formats of CI systems: formats.py SCHEMAS FILE...

A file that is not valid ends the run with 1; formats whose parser or schema is
missing are named and skipped; 77 when none could be read.
"""

import json
import sys
from pathlib import Path


def junit(schemas):
    import xmlschema

    return xmlschema.XMLSchema(str(schemas / "junit.xsd")).validate


def sarif(schemas):
    import jsonschema

    schema = json.loads((schemas / "sarif.json").read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    return lambda path: validator.validate(json.loads(Path(path).read_text()))


def openmetrics(_):
    from prometheus_client.openmetrics import parser as strict
    from prometheus_client.parser import text_string_to_metric_families

    def read(path):
        text = Path(path).read_text()
        samples = [
            sample
            for family in strict.text_string_to_metric_families(text)
            for sample in family.samples
        ]
        assert samples, "no sample"
        assert not any(sample.timestamp for sample in samples), "a timestamp"
        # The textfile collector reads the older format.
        list(text_string_to_metric_families(text))

    return read


READERS = {".junit.xml": junit, ".sarif": sarif, ".prom": openmetrics}


def main(schemas, paths):
    read = 0
    for ending, make in READERS.items():
        try:
            reader = make(Path(schemas))
        except (ImportError, OSError) as missing:
            print(f"skipped {ending}: {missing}")
            continue
        for path in paths:
            if path.endswith(ending):
                try:
                    reader(path)
                except Exception as fault:
                    sys.exit(f"{path}: {fault}")
                read += 1
    print(f"{read} files are valid")
    return 0 if read else 77


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
