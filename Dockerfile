# psl alone, in an image of one file:
#
#   docker build --tag psl .
#   docker run --rm --volume "$PWD:/src" psl validate
#
# The user in the image owns no files. To lay files out, run it as their owner:
#
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/src" psl fmt

FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /build
COPY . .
RUN cargo build --release --locked

FROM scratch
COPY --from=build /build/target/release/psl /psl
COPY --from=build /build/LICENSE /LICENSE
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/psl"]
CMD ["--help"]
