# What is typed often; CONTRIBUTING.md says when. `just` alone lists it.

_list:
    @just --list --unsorted

# Run the tests whose name contains NAME
test NAME:
    cargo test {{ NAME }}

# Write anew what the code makes: man pages, the example, and the answers in the README and docs/
rewrite:
    BITACORA_REWRITE=1 cargo test --test it generated
    BITACORA_REWRITE=1 cargo test --test it readme

# Measure beside git, as `just bench --size 1k --rows list,open`
bench *ARGS:
    cargo bench --bench limits -- {{ ARGS }}

# Give a reader bytes that nobody wrote: ticket, body, query, when, mapping, index, journal or yaml
fuzz TARGET *ARGS:
    cd fuzz && cargo fuzz run -s none {{ TARGET }} {{ ARGS }}

# Build what is run, target/release/bitacora
release:
    cargo build --release --locked

# What must pass before a change lands
ci:
    bash .ci/run
