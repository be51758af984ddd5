//! A whole file: its segments in order, shared between versions of the file.

use std::{
    any::Any,
    cell::RefCell,
    sync::{Arc, OnceLock},
};

use crate::{
    SyntaxKind, TextRange, TextSize,
    parse::{self, Scratch},
    split::{self, BlockEnd, SegmentForm},
    tree::{Node, SegmentText, Tree},
};

/// A block, or the text between two blocks, with its tree. Knows nothing of its place in the file.
///
/// The tree is made when somebody asks for it, so a reader of one block pays for one block.
#[derive(Debug)]
pub struct Segment {
    text: SegmentText,
    form: SegmentForm,
    name: Option<TextRange>,
    tree: OnceLock<Tree>,
    memos: [OnceLock<Box<dyn Any + Send + Sync>>; MEMO_SLOTS],
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// How many kinds of values can be remembered for a segment.
const MEMO_SLOTS: usize = 3;

impl PartialEq for Segment {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.text == other.text && self.tree() == other.tree()
    }
}

impl Eq for Segment {}

impl Segment {
    pub fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
                Ok(mut scratch) => parse::parse_segment(&self.text, self.form, &mut scratch),
                Err(_) => parse::parse_segment(&self.text, self.form, &mut Scratch::default()),
            })
        })
    }

    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    pub fn root(&self) -> Node<'_> {
        self.tree().root()
    }

    /// The name in the header of a block, relative to the segment; known without the tree.
    pub fn name_range(&self) -> Option<TextRange> {
        self.name
    }

    /// The kind of block, or [`SyntaxKind::LOOSE`].
    pub fn kind(&self) -> SyntaxKind {
        match self.form {
            SegmentForm::Loose | SegmentForm::Marked => SyntaxKind::LOOSE,
            SegmentForm::Block(block) => block.kind,
        }
    }

    pub fn is_block(&self) -> bool {
        self.kind().is_block()
    }

    /// Whether this is a block that ends with its own `}`.
    pub fn is_closed(&self) -> bool {
        matches!(self.form, SegmentForm::Block(block) if block.end == BlockEnd::Brace)
    }

    /// The value of type `T` that was computed for this segment before, or `compute`d now and remembered.
    ///
    /// `compute` must depend on the segment alone. It lives as long as the segment, so it survives edits elsewhere. Up
    /// to three types can be remembered; beyond that `None` is returned and nothing computed.
    pub fn memo<T: Any + Send + Sync>(&self, compute: impl FnOnce(&Segment) -> T) -> Option<&T> {
        let mut compute = Some(compute);
        for slot in &self.memos {
            let value = slot.get_or_init(|| match compute.take() {
                Some(compute) => Box::new(compute(self)),
                None => Box::new(()),
            });
            if let Some(value) = value.downcast_ref::<T>() {
                return Some(value);
            }
        }
        None
    }

    fn new(text: SegmentText, cut: &split::Segment) -> Segment {
        Segment { text, form: cut.form, name: cut.name, tree: OnceLock::new(), memos: Default::default() }
    }
}

/// A segment and where it starts in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacedSegment {
    pub start: TextSize,
    pub segment: Arc<Segment>,
}

impl PlacedSegment {
    /// The bytes of the segment, in the file.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.start + self.segment.text().len() as TextSize)
    }
}

/// A parsed file. Immutable; [`SourceFile::edited`] makes the next version and shares what did not change.
///
/// The texts of the segments joined are the text of the file. Segments made together with the file look into its text;
/// those made by an edit have a copy of their part, so that of all earlier texts at most one is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    text: Arc<str>,
    segments: Box<[PlacedSegment]>,
}

impl SourceFile {
    /// Splits any text of less than 4 GiB into segments; cannot fail. Errors lie in the trees of the segments.
    pub fn parse(text: impl Into<Arc<str>>) -> SourceFile {
        SourceFile { text: "".into(), segments: Box::new([]) }.edited(text)
    }

    /// The file with the given text instead. Segments with unchanged bytes at the front and at the back are the same
    /// objects as before; the result equals a fresh parse.
    pub fn edited(&self, text: impl Into<Arc<str>>) -> SourceFile {
        let text = text.into();
        let cuts = split::split(&text);
        let unchanged = |cut: &split::Segment, old: &PlacedSegment| {
            old.segment.form == cut.form && old.segment.text() == &text[cut.start..cut.end]
        };
        let front = cuts.iter().zip(&self.segments).take_while(|(cut, old)| unchanged(cut, old)).count();
        let back = cuts[front..]
            .iter()
            .rev()
            .zip(self.segments[front..].iter().rev())
            .take_while(|(cut, old)| unchanged(cut, old))
            .count();
        let source = if front + back == 0 { Some(&text) } else { None };
        let mut last_loose: Option<Arc<Segment>> = None;
        let first_back = cuts.len() - back;
        let segments = cuts
            .iter()
            .enumerate()
            .map(|(index, cut)| {
                let segment = if index < front {
                    self.segments[index].segment.clone()
                } else if index >= first_back {
                    self.segments[self.segments.len() - (cuts.len() - index)].segment.clone()
                } else {
                    fresh_segment(segment_text(&text, source, cut), cut, &mut last_loose)
                };
                PlacedSegment { start: cut.start as TextSize, segment }
            })
            .collect();
        SourceFile { text, segments }
    }

    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// All segments in text order.
    pub fn segments(&self) -> &[PlacedSegment] {
        &self.segments
    }

    /// The segment that holds the byte at `offset`; at the end of the file the last one. `None` for an empty file.
    pub fn segment_at(&self, offset: TextSize) -> Option<&PlacedSegment> {
        let index = self.segments.partition_point(|it| it.start <= offset);
        self.segments.get(index.checked_sub(1)?)
    }

    /// The index of the segment that holds the byte at `offset`.
    pub fn segment_index_at(&self, offset: TextSize) -> Option<usize> {
        self.segments.partition_point(|it| it.start <= offset).checked_sub(1)
    }

    /// Whether any segment has a syntax error.
    pub fn has_errors(&self) -> bool {
        self.segments.iter().any(|it| !it.segment.tree().errors().is_empty())
    }

    /// Bytes this file keeps alive, text and trees.
    pub fn memory(&self) -> usize {
        let trees: usize = self.segments.iter().map(|it| it.segment.tree().memory()).sum();
        self.text.len() + trees + self.segments.len() * (size_of::<PlacedSegment>() + size_of::<Segment>())
    }
}

/// The text of a segment: in `source` when the file has only new segments, else a copy of its own.
fn segment_text(text: &str, source: Option<&Arc<str>>, cut: &split::Segment) -> SegmentText {
    match source {
        Some(source) => {
            SegmentText::new(source.clone(), TextRange::new(cut.start as TextSize, cut.end as TextSize))
        }
        None => SegmentText::whole(text[cut.start..cut.end].into()),
    }
}

/// Blank lines between blocks are mostly alike, so they share one segment.
fn fresh_segment(
    text: SegmentText,
    cut: &split::Segment,
    last_loose: &mut Option<Arc<Segment>>,
) -> Arc<Segment> {
    if cut.form == SegmentForm::Loose
        && let Some(last) = last_loose
        && last.text == text
    {
        return last.clone();
    }
    let segment = Arc::new(Segment::new(text, cut));
    if cut.form == SegmentForm::Loose {
        *last_loose = Some(segment.clone());
    }
    segment
}
