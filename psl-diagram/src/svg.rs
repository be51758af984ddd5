//! A diagram as a picture that needs nothing else: no script, no font, no address.
//!
//! Each block is a group with its file, line and name, so that a viewer can jump. Colours are light or dark as the
//! reader prefers; a viewer with colours of its own sets the variables `--psl-…`.

use std::fmt::Write;

use psl_parser::{FileId, TextSize};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{
    graph::{Cardinality, Edge, EdgeKind, End, Entity, EntityKind, Graph, Row},
    layout::{Point, Size, layout},
};

/// A place in a file as the reader of the picture calls it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// A path or a URI.
    pub file: String,
    /// From 0.
    pub line: u32,
}

/// How a kind of element is coloured: name, light, dark.
const COLORS: &[(&str, &str, &str)] = &[
    ("background", "#ffffff", "#0d1117"),
    ("foreground", "#1f2328", "#e6edf3"),
    ("muted", "#656d76", "#8b949e"),
    ("accent", "#0969da", "#4493f8"),
    ("box", "#ffffff", "#161b22"),
    ("header", "#eef1f4", "#262c36"),
    ("border", "#afb8c1", "#3d444d"),
    ("edge", "#6e7781", "#768390"),
];

/// Attributes of the elements say the same in plain colours, for viewers that know no variables.
const STYLE: &str = "\
.psl-page{fill:var(--background)}\
.psl-block{font:12px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;fill:var(--foreground);white-space:pre}\
.psl-box{fill:var(--box);stroke:var(--border)}\
.psl-head{fill:var(--header)}\
.psl-name{font-weight:bold}\
.psl-muted{fill:var(--muted)}\
.psl-marks{fill:var(--accent);font-size:10px}\
.psl-edge{fill:none;stroke:var(--edge);stroke-width:1.2}\
.psl-edge circle{fill:var(--background)}\
.psl-wide{stroke:transparent;stroke-width:9}\
.psl-edge:hover{stroke:var(--accent);stroke-width:2.4}";

const MARGIN: f64 = 24.0;
const HEADER: f64 = 28.0;
const ROW: f64 = 20.0;
const PADDING: f64 = 10.0;
const GAP: f64 = 16.0;
/// The width of a column of text in the font of the picture.
const CELL: f64 = 7.3;
/// The same for marks.
const SMALL_CELL: f64 = 6.1;
/// Longer texts are cut, with the whole one as a tool tip.
const MOST_CELLS: usize = 48;

pub fn svg(graph: &Graph<'_>, place: impl Fn(FileId, TextSize) -> Place) -> String {
    let tables: Vec<Table> = graph.entities.iter().map(Table::new).collect();
    let sizes: Vec<Size> = tables.iter().map(|it| it.size).collect();
    let layout = layout(graph, &sizes, port);
    let (width, height) = (layout.size.width + 2.0 * MARGIN, layout.size.height + 2.0 * MARGIN);
    let mut out = format!(
        "<svg class=\"psl-diagram\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{0} {0} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">\n",
        -MARGIN
    );
    write_style(&mut out);
    let _ = writeln!(
        out,
        "<rect class=\"psl-page\" fill=\"#fff\" x=\"{0}\" y=\"{0}\" width=\"{width:.0}\" height=\"{height:.0}\"/>",
        -MARGIN
    );
    for (edge, route) in graph.edges.iter().zip(&layout.routes) {
        write_edge(&mut out, graph, edge, route);
    }
    for ((entity, table), corner) in graph.entities.iter().zip(&tables).zip(&layout.corners) {
        write_block(&mut out, entity, table, *corner, &place(entity.file, entity.offset));
    }
    out.push_str("</svg>\n");
    out
}

fn write_style(out: &mut String) {
    let colors = |pick: fn(&(&str, &str, &str)) -> String| COLORS.iter().map(pick).collect::<String>();
    let _ = writeln!(
        out,
        "<style>.psl-diagram{{{}}}@media(prefers-color-scheme:dark){{.psl-diagram{{{}}}}}{STYLE}</style>",
        colors(|(name, light, _)| format!("--{name}:var(--psl-{name},{light});")),
        colors(|(name, _, dark)| format!("--{name}:var(--psl-{name},{dark});"))
    );
}

/// The size of a block, and where its column of types begins.
struct Table {
    size: Size,
    type_x: f64,
}

impl Table {
    fn new(entity: &Entity<'_>) -> Table {
        let widest = |width: fn(&Row<'_>) -> f64| entity.rows.iter().map(width).fold(0.0, f64::max);
        let names = widest(|it| CELL * cells(it.name));
        let types = widest(|it| CELL * cells(&type_text(it)));
        let marks = widest(|it| SMALL_CELL * cells(&it.marks().join(" ")));
        let columns = [names, types, marks].into_iter().filter(|it| *it > 0.0);
        let rows = columns.map(|it| it + GAP).sum::<f64>() - GAP;
        let header = CELL * (cells(entity.name) + cells(entity.kind.name())) + GAP;
        let width = rows.max(header) + 2.0 * PADDING;
        let height = HEADER + ROW * entity.rows.len() as f64 + ROW / 4.0;
        Table { size: Size { width: width.ceil(), height }, type_x: (PADDING + names + GAP).round() }
    }
}

fn write_block(out: &mut String, entity: &Entity<'_>, table: &Table, corner: Point, place: &Place) {
    let Size { width, height } = table.size;
    let (name, kind) = (escape(entity.name), entity.kind.name());
    let _ = writeln!(
        out,
        "<g class=\"psl-block psl-{kind}\" data-file=\"{}\" data-line=\"{}\" data-name=\"{name}\" transform=\"translate({} {})\">",
        escape(&place.file),
        place.line,
        corner.x,
        corner.y
    );
    let _ = writeln!(
        out,
        "<rect class=\"psl-box\" fill=\"#fff\" stroke=\"#999\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>\
         <path class=\"psl-head\" fill=\"#eee\" d=\"M.5 {HEADER}V4.5a4 4 0 0 1 4-4H{}a4 4 0 0 1 4 4V{HEADER}z\"/>",
        width - 4.5
    );
    write_text(out, "psl-name", PADDING, HEADER / 2.0, entity.name);
    if entity.kind != EntityKind::Model {
        write_text(out, "psl-muted", width - PADDING - CELL * cells(kind), HEADER / 2.0, kind);
    }
    for (index, row) in entity.rows.iter().enumerate() {
        let y = port(Some(index));
        write_text(out, if row.is_relation { "psl-muted" } else { "" }, PADDING, y, row.name);
        write_text(out, "psl-muted", table.type_x, y, &type_text(row));
        let marks = row.marks().join(" ");
        write_text(out, "psl-marks", width - PADDING - SMALL_CELL * cells(&marks), y, &marks);
    }
    out.push_str("</g>\n");
}

/// A line of text around the height `y`; nothing for no text.
fn write_text(out: &mut String, class: &str, x: f64, y: f64, text: &str) {
    if text.is_empty() {
        return;
    }
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let title = match shortened(text) {
        Some(_) => format!("<title>{}</title>", escape(text)),
        None => String::new(),
    };
    let shown = escape(shortened(text).as_deref().unwrap_or(text));
    let _ = writeln!(out, "<text{class} x=\"{x:.0}\" y=\"{}\">{title}{shown}</text>", y + 4.0);
}

fn type_text(row: &Row<'_>) -> String {
    format!("{}{}", row.type_name, row.modifier())
}

/// How many columns of the screen a text takes when it is shown.
fn cells(text: &str) -> f64 {
    let shown = shortened(text);
    shown.as_deref().unwrap_or(text).width() as f64
}

/// The beginning of a text that is too long.
fn shortened(text: &str) -> Option<String> {
    if text.width() <= MOST_CELLS {
        return None;
    }
    let mut left = MOST_CELLS - 1;
    let is_shown = |it: &char| {
        let width = it.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    Some(text.chars().take_while(is_shown).chain(['…']).collect())
}

fn write_edge(out: &mut String, graph: &Graph<'_>, edge: &Edge, route: &[Point]) {
    let [first, second, .., before_last, last] = route else { return };
    let class = match edge.kind {
        EdgeKind::Relation => "",
        EdgeKind::Embedded => " stroke-dasharray=\"5 4\"",
    };
    let name = |end: &End| {
        let field = graph.field_name(end).map(|it| format!(".{it}")).unwrap_or_default();
        escape(&format!("{}{field}", graph.entities[end.entity].name))
    };
    let line = line(route);
    let _ = writeln!(
        out,
        "<g class=\"psl-edge\" fill=\"none\" stroke=\"#777\"><title>{} – {}</title><path class=\"psl-wide\" stroke-opacity=\"0\" d=\"{line}\"/><path{class} d=\"{line}\"/>{}{}</g>",
        name(&edge.from),
        name(&edge.to),
        mark(edge.from.cardinality, *first, (second.x - first.x).signum()),
        mark(edge.to.cardinality, *last, (before_last.x - last.x).signum())
    );
}

/// A path through the corners: straight where they are level, else a curve that is level at both ends.
fn line(route: &[Point]) -> String {
    let mut path = String::new();
    for (index, to) in route.iter().enumerate() {
        let _ = match index.checked_sub(1).map(|it| route[it]) {
            None => write!(path, "M{:.0} {:.0}", to.x, to.y),
            Some(from) if from.y == to.y => write!(path, "H{:.0}", to.x),
            Some(from) => {
                let middle = (from.x + to.x) / 2.0;
                write!(path, "C{middle:.0} {:.0} {middle:.0} {:.0} {:.0} {:.0}", from.y, to.y, to.x, to.y)
            }
        };
    }
    path
}

/// The mark at the end of a line that leaves a box at `at`, to the right when `side` is 1, to the left when it is -1.
fn mark(cardinality: Cardinality, at: Point, side: f64) -> String {
    let x = |distance: f64| at.x + side * distance;
    let bar = |distance: f64| format!("M{:.0} {:.0}v10", x(distance), at.y - 5.0);
    let circle = format!("<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"3.5\" fill=\"#fff\"/>", x(14.0), at.y);
    let path = |path: &str| format!("<path d=\"{path}\"/>");
    match cardinality {
        Cardinality::One => path(&format!("{}{}", bar(6.0), bar(10.0))),
        Cardinality::ZeroOrOne => path(&bar(7.0)) + &circle,
        Cardinality::Many => {
            let (top, bottom) = (at.y - 5.0, at.y + 5.0);
            path(&format!("M{0:.0} {top:.0}L{1:.0} {2:.0}L{0:.0} {bottom:.0}", at.x, x(10.5), at.y)) + &circle
        }
    }
}

/// The height at which a row meets its lines; `None` is the header.
fn port(row: Option<usize>) -> f64 {
    row.map_or(HEADER / 2.0, |it| HEADER + ROW * (it as f64 + 0.5))
}

/// A text between tags or quotes. What XML cannot hold at all is replaced.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use psl_parser::SourceFile;
    use psl_validate::{RuleSet, Schema};

    use super::*;

    fn draw(text: &str) -> String {
        let schema = Schema::resolve(&[Arc::new(SourceFile::parse(text))], RuleSet::V7);
        svg(&crate::diagram(&schema), |_, offset| Place { file: "a \"<&>\".prisma".to_owned(), line: offset })
    }

    #[test]
    fn texts_are_escaped() {
        assert!(
            draw("model A {\n  id Int @id\n}\n")
                .contains("data-file=\"a &quot;&lt;&amp;&gt;&quot;.prisma\" data-line=\"6\"")
        );
        assert_eq!(escape("a\tb\u{1}"), "a b\u{fffd}");
    }

    #[test]
    fn wide_characters_take_two_columns_and_long_names_are_cut() {
        assert_eq!((cells("abcd"), cells("名前")), (4.0, 4.0));
        let long = "x".repeat(100);
        assert_eq!(cells(&long), MOST_CELLS as f64);
        let picture = draw(&format!("model A {{\n  {long} Int @id\n}}\n"));
        assert!(picture.contains(&format!("<title>{long}</title>{}…</text>", "x".repeat(MOST_CELLS - 1))));
    }

    #[test]
    fn nothing_is_fetched_or_executed() {
        let picture = draw(&test_support::generate(20, 1, "mongodb"));
        let rest = picture.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for part in ["http", "href", "url(", "<script", "@import", "@font-face", " on"] {
            assert!(!rest.contains(part), "{part}");
        }
    }

    #[test]
    fn an_empty_schema_is_an_empty_picture() {
        assert!(draw("").contains("width=\"48\" height=\"48\""));
    }

    #[test]
    fn any_text_is_drawn_and_always_the_same() {
        let mut random = test_support::Random(7);
        for (_, text) in test_support::all_schemas().iter().filter(|it| it.1.len() < 4000).take(300) {
            let text = test_support::mutate(text, &mut random);
            let picture = draw(&text);
            assert_eq!(picture, draw(&text));
            assert!(!picture.contains("NaN") && !picture.contains("inf"));
        }
    }
}
