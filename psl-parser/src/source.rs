//! A whole file: its segments in order, shared between versions of the file.

use std::{
    any::Any,
    cell::RefCell,
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::{
    Rows, SyntaxKind, TextEdit, TextRange, TextSize,
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
    /// Apart from the segment: half of all segments are the blanks between blocks.
    tree: OnceLock<Box<Tree>>,
    memo: Slot,
}

/// Room for a remembered value, and through it for the next one.
type Slot = OnceLock<Box<Memo<dyn Any + Send + Sync>>>;

#[derive(Debug)]
struct Memo<T: ?Sized> {
    next: Slot,
    value: T,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl PartialEq for Segment {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.text == other.text && self.tree() == other.tree()
    }
}

impl Eq for Segment {}

impl Segment {
    pub fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            Box::new(SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
                Ok(mut scratch) => parse::parse_segment(&self.text, self.form, &mut scratch),
                Err(_) => parse::parse_segment(&self.text, self.form, &mut Scratch::default()),
            }))
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

    /// Whether this is loose text of blank lines and `//` comments alone, with nothing that could be wrong; known without
    /// the tree.
    pub fn is_trivia(&self) -> bool {
        let is_trivia = |line: &str| {
            let line = line.strip_suffix('\r').unwrap_or(line).trim_start_matches([' ', '\t']);
            (line.is_empty() || line.starts_with("//")) && memchr::memchr(b'\r', line.as_bytes()).is_none()
        };
        self.form == SegmentForm::Loose && self.text().split('\n').all(is_trivia)
    }

    /// Whether this is a block that ends with its own `}`.
    pub fn is_closed(&self) -> bool {
        matches!(self.form, SegmentForm::Block(block) if block.end == BlockEnd::Brace)
    }

    /// The value of type `T` that was computed for this segment before, or `compute`d now and remembered.
    ///
    /// `compute` must depend on the segment alone. It lives as long as the segment, so it survives edits elsewhere.
    pub fn memo<T: Any + Send + Sync>(&self, compute: impl Fn(&Segment) -> T) -> &T {
        let mut slot = &self.memo;
        loop {
            let memo = slot.get_or_init(|| Box::new(Memo { next: Slot::new(), value: compute(self) }));
            match memo.value.downcast_ref::<T>() {
                Some(value) => return value,
                None => slot = &memo.next,
            }
        }
    }

    fn new(text: SegmentText, cut: &split::Segment) -> Segment {
        Segment { text, form: cut.form, name: cut.name, tree: OnceLock::new(), memo: Slot::new() }
    }
}

/// A segment and where it starts in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlacedSegment<'f> {
    pub start: TextSize,
    pub segment: &'f Arc<Segment>,
}

impl PlacedSegment<'_> {
    /// The bytes of the segment, in the file.
    pub fn range(self) -> TextRange {
        TextRange::new(self.start, self.start + self.segment.text().len() as TextSize)
    }
}

/// All segments of a file, in text order.
#[derive(Clone, Copy, Debug)]
pub struct Segments<'f>(&'f SourceFile);

impl<'f> Segments<'f> {
    pub fn len(self) -> usize {
        self.0.starts.len()
    }

    pub fn is_empty(self) -> bool {
        self.0.starts.is_empty()
    }

    pub fn get(self, index: usize) -> Option<PlacedSegment<'f>> {
        Some(PlacedSegment { start: *self.0.starts.get(index)?, segment: self.0.segments.get(index)? })
    }

    pub fn first(self) -> Option<PlacedSegment<'f>> {
        self.get(0)
    }

    pub fn iter(self) -> impl ExactSizeIterator<Item = PlacedSegment<'f>> + DoubleEndedIterator + Clone {
        let file = self.0;
        // Both lists have the same length.
        file.starts
            .iter()
            .zip((0..file.segments.len()).map(|it| &file.segments[it]))
            .map(|(start, segment)| PlacedSegment { start: *start, segment })
    }
}

/// A parsed file. Immutable; [`SourceFile::edited`] and [`SourceFile::edited_at`] make the next version, which shares
/// what did not change.
///
/// The texts of the segments joined are the text of the file. Segments made together with the file look into its text;
/// those made by an edit have a copy of their part, so that of all earlier texts at most one is kept.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Made when somebody asks for it, after an edit.
    text: OnceLock<FileText>,
    len: TextSize,
    segments: Rows<Arc<Segment>>,
    /// Where the segments start.
    starts: Box<[TextSize]>,
    /// Every line can be looked at alone, and every block ends with its own brace, so an edit changes what is near it.
    is_plain: bool,
}

#[derive(Clone, Debug)]
enum FileText {
    /// What segments look into.
    Source(Arc<str>),
    /// Made of the texts of the segments.
    Joined(Arc<String>),
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.starts == other.starts && self.segments.iter().eq(other.segments.iter())
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// Splits any text of less than 4 GiB into segments; cannot fail. Errors lie in the trees of the segments.
    pub fn parse(text: impl Into<Arc<str>>) -> SourceFile {
        let empty = SourceFile {
            text: OnceLock::new(),
            len: 0,
            segments: Rows::default(),
            starts: Box::default(),
            is_plain: true,
        };
        empty.edited(text)
    }

    /// The file with the given text instead. Segments with unchanged bytes at the front and at the back are the same
    /// objects as before; the result equals a fresh parse.
    pub fn edited(&self, text: impl Into<Arc<str>>) -> SourceFile {
        let text = text.into();
        let split = split::split(&text);
        let cuts = &split.segments;
        let unchanged = |cut: &split::Segment, old: PlacedSegment<'_>| is_same(cut, &text, old.segment);
        let old = self.segments();
        let front = cuts.iter().zip(old.iter()).take_while(|(cut, old)| unchanged(cut, *old)).count();
        let back = cuts[front..]
            .iter()
            .rev()
            .zip(old.iter().skip(front).rev())
            .take_while(|(cut, old)| unchanged(cut, *old))
            .count();
        let source = if front + back == 0 { Some(&text) } else { None };
        let mut last_loose: Option<Arc<Segment>> = None;
        let first_back = cuts.len() - back;
        let segment = |(index, cut): (usize, &split::Segment)| {
            let kept = match index {
                _ if index < front => old.get(index),
                _ if index >= first_back => old.get(old.len() - (cuts.len() - index)),
                _ => None,
            };
            match kept {
                Some(kept) => kept.segment.clone(),
                None => fresh_segment(segment_text(&text, source, cut), cut, &mut last_loose),
            }
        };
        let segments: Vec<Arc<Segment>> = cuts.iter().enumerate().map(segment).collect();
        SourceFile {
            len: text.len() as TextSize,
            segments: segments.into(),
            starts: cuts.iter().map(|it| it.start as TextSize).collect(),
            is_plain: split.is_plain(),
            text: FileText::Source(text).into(),
        }
    }

    /// The file after `edit`; the result equals a fresh parse. An edit that does not fit the text changes nothing.
    ///
    /// Where every line can be looked at alone (no `/*`, no CR, no `\` at the end of a line) and every block is closed,
    /// this reads the blocks at the edit and no others, and the text as a whole is not made before somebody asks for it.
    pub fn edited_at(&self, edit: &TextEdit) -> SourceFile {
        self.edited_nearby(edit)
            .unwrap_or_else(|| self.edited(crate::apply_edits(self.text(), std::slice::from_ref(edit))))
    }

    /// Splits the blocks around an edit again. `None` when that could change others too.
    fn edited_nearby(&self, edit: &TextEdit) -> Option<SourceFile> {
        if !self.is_plain || edit.range.end < edit.range.start || edit.range.end > self.len {
            return None;
        }
        let first = self.segment_index_at(edit.range.start)?.saturating_sub(1);
        let touched = self.segment_index_at(edit.range.end)?;
        // A block behind the edit that stays what it was, or the end of the file.
        let anchor = (touched + 1..self.segments.len()).find(|it| self.segments[*it].is_block());
        let last = anchor.unwrap_or(self.segments.len() - 1);
        let start = *self.starts.get(first)?;
        let mut text: String = (first..=last).map(|it| self.segments[it].text()).collect();
        let (from, to) = ((edit.range.start - start) as usize, (edit.range.end - start) as usize);
        text.get(from..to)?;
        text.replace_range(from..to, &edit.new_text);
        let split = split::split_part(&text, first == 0)?;
        let cuts = &split.segments;
        if let Some(anchor) = anchor
            && !cuts.last().is_some_and(|it| is_same(it, &text, &self.segments[anchor]))
        {
            return None;
        }
        let old = (first..=last).map(|it| &self.segments[it]);
        let front = cuts.iter().zip(old).take_while(|(cut, old)| is_same(cut, &text, old)).count();
        let mut last_loose = None;
        let old_count = last + 1 - first;
        let segment = |index: usize, cut: &split::Segment, last_loose: &mut Option<Arc<Segment>>| {
            let from_back = cuts.len() - index;
            let kept = match index {
                _ if index < front => Some(index),
                _ => old_count.checked_sub(from_back).filter(|it| *it >= front),
            };
            match kept.map(|it| &self.segments[first + it]).filter(|it| is_same(cut, &text, it)) {
                Some(kept) => kept.clone(),
                None => fresh_segment(segment_text(&text, None, cut), cut, last_loose),
            }
        };
        let mut fresh = cuts.iter().enumerate().map(|(index, cut)| segment(index, cut, &mut last_loose));
        let shift = (edit.new_text.len() as TextSize).wrapping_sub(edit.range.len());
        let new_starts = cuts.iter().map(|it| start + it.start as TextSize);
        let later_starts = self.starts[last + 1..].iter().map(|it| it.wrapping_add(shift));
        let starts = self.starts[..first].iter().copied().chain(new_starts).chain(later_starts).collect();
        let mut segments;
        if cuts.len() == old_count {
            segments = self.segments.clone();
            let is_new =
                |(index, segment): &(usize, Arc<Segment>)| !Arc::ptr_eq(&self.segments[*index], segment);
            segments.replace((first..).zip(fresh).filter(is_new).collect());
        } else {
            let old = |range: Range<usize>| range.map(|it| self.segments[it].clone());
            let all: Vec<_> =
                old(0..first).chain(&mut fresh).chain(old(last + 1..self.segments.len())).collect();
            segments = all.into();
        }
        Some(SourceFile {
            text: OnceLock::new(),
            len: self.len.wrapping_add(shift),
            segments,
            starts,
            is_plain: split.is_plain(),
        })
    }

    pub fn text(&self) -> &str {
        let text = self.text.get_or_init(|| {
            let mut text = String::with_capacity(self.len as usize);
            self.segments.iter().for_each(|it| text.push_str(it.text()));
            FileText::Joined(Arc::new(text))
        });
        match text {
            FileText::Source(text) => text,
            FileText::Joined(text) => text,
        }
    }

    /// The length of the text in bytes.
    pub fn len(&self) -> TextSize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All segments in text order.
    pub fn segments(&self) -> Segments<'_> {
        Segments(self)
    }

    /// The segment with the given index, which has to be in range.
    #[inline]
    pub fn segment(&self, index: usize) -> &Arc<Segment> {
        &self.segments[index]
    }

    /// The segments that may differ from those of `other`, by index, rising; `None` when the two do not descend from one
    /// file by edits that keep the number of segments.
    pub fn changed_segments(&self, other: &SourceFile) -> Option<Vec<usize>> {
        self.segments.differences(&other.segments)
    }

    /// The segment that holds the byte at `offset`; at the end of the file the last one. `None` for an empty file.
    pub fn segment_at(&self, offset: TextSize) -> Option<PlacedSegment<'_>> {
        self.segments().get(self.segment_index_at(offset)?)
    }

    /// The index of the segment that holds the byte at `offset`.
    pub fn segment_index_at(&self, offset: TextSize) -> Option<usize> {
        self.starts.partition_point(|it| *it <= offset).checked_sub(1)
    }

    /// Whether any segment has a syntax error.
    pub fn has_errors(&self) -> bool {
        self.segments.iter().any(|it| !it.tree().errors().is_empty())
    }

    /// Bytes this file keeps alive, text and trees.
    pub fn memory(&self) -> usize {
        let trees: usize = self.segments.iter().map(|it| it.tree().memory()).sum();
        let row = size_of::<Segment>() + size_of::<Arc<Segment>>() + size_of::<TextSize>();
        self.len as usize + trees + self.segments.len() * row
    }
}

/// Whether a cut is the segment it was.
fn is_same(cut: &split::Segment, text: &str, old: &Segment) -> bool {
    old.form == cut.form && old.text() == &text[cut.start..cut.end]
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
