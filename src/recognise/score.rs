//! How well a range of pages fits each kind.

use crate::catalogue::{Kind, Limit, Place, Signal};

use super::phrases::{Builder, PhraseId};
use super::sight::{Hit, SPARSE, Sight};

/// Weight of the file name, where it has a title or synonym of the kind.
const FILE_NAME: f32 = 0.12;
/// What a title phrase counts for in the document information, and in the name of a sheet.
const METADATA: f32 = 0.35;
const SHEET_NAME: f32 = 0.75;
const WORKBOOK_NAME: f32 = 0.55;
/// Of a kind whose title is not even hinted at, words count for this part.
const HINTED: f32 = 0.15;
const WITHOUT_TITLE: f32 = 0.65;
/// A page with a title this plain has one.
const TITLED: f32 = 0.35;
/// From here a phrase is there, where a need asks for it, and where a bar does: a title of another kind
/// bars only when it stands out itself.
const NEEDED: f32 = 0.3;
const BARRING: f32 = 0.45;

/// A kind with its phrases as ids.
#[derive(Debug)]
pub(super) struct Scorer {
    pub(super) id: String,
    pub(super) standalone: bool,
    pub(super) outside: bool,
    pub(super) compound: bool,
    pub(super) part_of: Option<String>,
    untitled: bool,
    signals: Vec<Evidence>,
    needs: Vec<Bound>,
    bars: Vec<Bound>,
}

#[derive(Debug)]
struct Evidence {
    place: Place,
    weight: f32,
    at_least: f32,
    phrases: Vec<PhraseId>,
}

#[derive(Debug)]
struct Bound {
    place: Place,
    at_least: usize,
    cap: f32,
    phrases: Vec<PhraseId>,
    unless: Vec<PhraseId>,
    /// See [`Limit::figures`].
    figures: u32,
    /// Strength from which a phrase is there.
    there: f32,
    /// A title counts only where its line begins with it or mostly is it.
    own: bool,
}

/// A range of pages, indices, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Scorer {
    pub(super) fn new(kind: &Kind, builder: &mut Builder) -> Self {
        let mut signals: Vec<Evidence> = kind.signals.iter().map(|s| Evidence::new(s, builder)).collect();
        let mut names: Vec<String> = kind.synonyms.clone();
        names.push(kind.name.clone());
        names.extend(
            kind.signals
                .iter()
                .filter(|s| s.place == Place::Title && s.weight > 0.0)
                .flat_map(|s| s.phrases.clone()),
        );
        signals.push(Evidence {
            place: Place::FileName,
            weight: FILE_NAME,
            at_least: 1.0,
            phrases: builder.add_all(&names),
        });
        Self {
            id: kind.id.clone(),
            standalone: kind.standalone,
            outside: kind.outside,
            compound: kind.compound,
            part_of: kind.part_of.clone(),
            untitled: kind.untitled,
            signals,
            needs: kind.needs.iter().map(|l| Bound::new(l, NEEDED, builder)).collect(),
            bars: kind.bars.iter().map(|l| Bound::new(l, BARRING, builder)).collect(),
        }
    }

    /// Phrases that are titles of this kind.
    pub(super) fn titles(&self) -> impl Iterator<Item = PhraseId> {
        self.signals
            .iter()
            .filter(|s| s.place == Place::Title && s.weight > 0.0)
            .flat_map(|s| s.phrases.iter().copied())
    }

    /// 0 to 1. Each signal takes its weight's part of the doubt that is left, so that evidence adds up and
    /// never passes 1; signals against take their part of the score; limits cap it.
    pub(super) fn score(&self, sight: &Sight, range: Range) -> f32 {
        let (mut doubt, mut factor) = (1.0_f32, 1.0_f32);
        let says = |s: &Evidence| matches!(s.place, Place::Subject | Place::Own);
        let titled = self.untitled
            || self.titled(sight, range) >= HINTED
            || self.signals.iter().any(|s| says(s) && s.strength(sight, range) > 0.0);
        let worth = if titled { 1.0 } else { WITHOUT_TITLE };
        for signal in &self.signals {
            let mut strength = signal.strength(sight, range);
            if signal.place == Place::Body && signal.weight > 0.0 {
                strength *= worth;
            }
            let part = (signal.weight.abs() * strength).clamp(0.0, 1.0);
            if signal.weight >= 0.0 {
                doubt *= 1.0 - part;
            } else {
                factor *= 1.0 - part;
            }
        }
        let mut score = (1.0 - doubt) * factor;
        for need in &self.needs {
            if !need.holds(sight, range) {
                score = score.min(need.cap);
            }
        }
        for bar in &self.bars {
            if bar.holds(sight, range) {
                score = score.min(bar.cap);
            }
        }
        score
    }

    /// How plainly the range begins with a title of this kind, 0 to 1.
    pub(super) fn titled(&self, sight: &Sight, range: Range) -> f32 {
        self.titles().map(|p| title(sight, p, range)).fold(0.0, f32::max)
    }
}

impl Evidence {
    fn new(signal: &Signal, builder: &mut Builder) -> Self {
        Self {
            place: signal.place,
            weight: signal.weight,
            at_least: signal.at_least.max(1) as f32,
            phrases: builder.add_all(&signal.phrases),
        }
    }

    fn strength(&self, sight: &Sight, range: Range) -> f32 {
        let each = self.phrases.iter().map(|p| strength(sight, self.place, *p, range));
        if self.at_least <= 1.0 {
            return each.fold(0.0, f32::max);
        }
        let share = (each.sum::<f32>() / self.at_least).min(1.0);
        share * share
    }
}

impl Bound {
    fn new(limit: &Limit, there: f32, builder: &mut Builder) -> Self {
        Self {
            place: limit.place,
            at_least: limit.at_least.max(1) as usize,
            cap: limit.cap,
            phrases: builder.add_all(&limit.phrases),
            unless: builder.add_all(&limit.unless),
            figures: limit.figures,
            there,
            own: there >= BARRING,
        }
    }

    fn holds(&self, sight: &Sight, range: Range) -> bool {
        let there = |p: &&PhraseId| match self.place {
            // A title that bars is the line's own, not a word further on in another title.
            Place::Title if self.own => {
                titled(sight, **p, range, |h| h.leads || h.cover >= 0.5) >= self.there
            }
            place => strength(sight, place, **p, range) >= self.there,
        };
        let stands = if self.figures > 0 {
            (range.from..=range.to).any(|page| self.tabled(sight, page, (page + 1).min(range.to)))
        } else {
            self.phrases.iter().filter(there).take(self.at_least).count() == self.at_least
        };
        stands && !self.unless.iter().any(|p| there(&p))
    }

    /// Whether enough of the phrases stand on these pages, among enough figures.
    fn tabled(&self, sight: &Sight, from: usize, to: usize) -> bool {
        let figures: u32 = sight.pages.get(from..=to).map_or(0, |p| p.iter().map(|p| p.figures).sum());
        let there = |p: &&PhraseId| sight.places(**p).on(from, to).iter().any(|h| !h.listed);
        figures >= self.figures
            && self.phrases.iter().filter(there).take(self.at_least).count() == self.at_least
    }
}

/// How much a phrase stands at a place of the range, 0 to 1.
fn strength(sight: &Sight, place: Place, phrase: PhraseId, range: Range) -> f32 {
    let places = sight.places(phrase);
    let flag = |there: bool| if there { 1.0 } else { 0.0 };
    match place {
        Place::Title => title(sight, phrase, range),
        Place::Head => {
            let first = first_read(sight, range);
            flag(places.on(first, first).iter().any(|h| h.head && !h.listed))
        }
        Place::Heading => flag(places.on(range.from, range.to).iter().any(|h| h.heading && !h.listed)),
        Place::Foot => flag(places.on(range.from, range.to).iter().any(|h| h.foot)),
        Place::Body | Place::Own => body(sight, phrase, range),
        Place::FileName => flag(places.file_name),
        Place::Sheet => flag(places.sheets.iter().any(|p| (range.from..=range.to).contains(p))),
        Place::Subject => {
            let first = first_read(sight, range);
            let line = || places.on(first, first).iter().any(|h| h.subject && !h.listed);
            flag(places.subject && range.from == 0 || line())
        }
        Place::FormField => flag(places.form),
    }
}

/// The first page of the range that shows text.
fn first_read(sight: &Sight, range: Range) -> usize {
    (range.from..=range.to).find(|p| sight.pages.get(*p).is_some_and(|p| p.words > 0)).unwrap_or(range.from)
}

fn title(sight: &Sight, phrase: PhraseId, range: Range) -> f32 {
    titled(sight, phrase, range, |_| true)
}

/// As [`title`], of those that `which` takes.
fn titled(sight: &Sight, phrase: PhraseId, range: Range, which: impl Fn(&Hit) -> bool) -> f32 {
    let places = sight.places(phrase);
    let first = first_read(sight, range);
    let on =
        |page: usize| places.on(page, page).iter().filter(|h| which(h)).map(|h| h.title).fold(0.0, f32::max);
    let mut best = on(first);
    // A cover without words of its own (a logo, a name) leaves the title to the next page.
    let cover = sight.pages.get(first).is_some_and(|p| p.words < SPARSE) && sight.titled(first) < TITLED;
    if cover && first < range.to {
        best = best.max(on(first + 1) * 0.9);
    }
    if places.sheets.contains(&first) {
        best = best.max(SHEET_NAME);
    }
    if range.from == 0 && places.metadata {
        best = best.max(METADATA);
    }
    // A workbook's title is its file name more often than not.
    if sight.workbook && range.from == 0 && places.file_name {
        best = best.max(WORKBOOK_NAME);
    }
    best
}

/// On the first pages once is enough; further on a phrase must come back on a part of the pages, or a long
/// report would have every vocabulary.
fn body(sight: &Sight, phrase: PhraseId, range: Range) -> f32 {
    const FIRST: usize = 3;
    let hits = sight.places(phrase).on(range.from, range.to);
    if hits.is_empty() {
        return 0.0;
    }
    let whole = |h: &&Hit| !h.listed;
    if hits.iter().filter(whole).any(|h| (h.page as usize) < range.from + FIRST) {
        return 1.0;
    }
    let mut pages = 0_u32;
    let mut last = None;
    for hit in hits.iter().filter(whole) {
        if last != Some(hit.page) {
            pages += 1;
            last = Some(hit.page);
        }
    }
    let length = (range.to - range.from + 1) as f32;
    (pages as f32 / (length / 10.0).max(1.0)).min(1.0).mul_add(0.6, 0.2)
}
