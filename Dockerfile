# Without the language server, which no container needs.
# docker build -t tonfall . && docker run --rm -v "$PWD:/content" tonfall check
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY Cargo.toml Cargo.lock README.md ./
COPY src src
COPY rules rules
# The manifest names them; nothing of them is built.
COPY benches benches
COPY tests/tests.rs tests/tests.rs
RUN cargo build --release --locked --no-default-features --features cli

FROM alpine:3.22
# git tells what is changed or staged. The mounted folder belongs to somebody else than the user in here.
RUN apk add --no-cache git \
 && git config --system --add safe.directory '*' \
 && adduser -D -u 10001 tonfall
COPY --from=build /source/target/release/tonfall /usr/local/bin/tonfall
USER tonfall
WORKDIR /content
ENTRYPOINT ["tonfall"]
CMD ["check"]
