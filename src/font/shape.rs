//! Shaping: a word becomes glyphs in font units, once.
//!
//! Words are shaped without the blanks around them, so nothing kerns across a space and
//! a word's glyphs hold at every place, size and page. One plan per face, script and
//! feature set is compiled and kept; compiling it costs more than shaping a paragraph.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use compact_str::CompactString;
use harfrust::{
    Buffer, BufferFlags, Direction, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use rustc_hash::FxHashSet;

use super::face::Face;
use super::fallback::{COMMON, Fallback, FontSources, Wanted};

/// An OpenType feature that a style may switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Standard ligatures (`liga`), on by default.
    Ligatures,
    /// Figures of one width (`tnum`).
    TabularFigures,
    /// Figures of their own widths (`pnum`).
    ProportionalFigures,
    /// Figures as high as capitals (`lnum`).
    LiningFigures,
    /// Figures with ascenders and descenders (`onum`).
    OldStyleFigures,
    /// Small capitals for lower-case letters (`smcp`).
    SmallCaps,
    /// Marks and figures raised to capitals (`case`).
    Case,
}

impl Feature {
    fn tag(self) -> Tag {
        Tag::new(match self {
            Feature::Ligatures => b"liga",
            Feature::TabularFigures => b"tnum",
            Feature::ProportionalFigures => b"pnum",
            Feature::LiningFigures => b"lnum",
            Feature::OldStyleFigures => b"onum",
            Feature::SmallCaps => b"smcp",
            Feature::Case => b"case",
        })
    }
}

impl Feature {
    const ALL: [Feature; 7] = [
        Feature::Ligatures,
        Feature::TabularFigures,
        Feature::ProportionalFigures,
        Feature::LiningFigures,
        Feature::OldStyleFigures,
        Feature::SmallCaps,
        Feature::Case,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The features that differ from a face's defaults: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features {
    switched: u8,
    on: u8,
}

impl Features {
    /// Collects switches; a later one for the same feature wins.
    pub fn new(switches: impl IntoIterator<Item = (Feature, bool)>) -> Self {
        let mut features = Features::default();
        for (feature, on) in switches {
            features.switched |= feature.bit();
            features.on &= !feature.bit();
            if on {
                features.on |= feature.bit();
            }
        }
        features
    }

    fn compile(self) -> Vec<harfrust::Feature> {
        Feature::ALL
            .into_iter()
            .filter(|feature| self.switched & feature.bit() != 0)
            .map(|feature| {
                let on = self.on & feature.bit() != 0;
                harfrust::Feature::new(feature.tag(), u32::from(on), ..)
            })
            .collect()
    }
}

/// A positioned glyph; lengths in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph index in the face; 0 is "no such glyph".
    pub id: u16,
    /// How far the pen moves.
    pub advance: i32,
    /// Where the glyph is drawn from the pen: right, up.
    pub offset: (i32, i32),
    /// Byte at which the glyph's text starts in the word.
    pub cluster: u32,
}

/// A shaped word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text that the glyphs stand for. Most words are short enough to need no memory of
    /// their own.
    pub text: CompactString,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances in font units.
    pub advance: i32,
    /// The glyphs stand from left to right, and the text is read from right to left.
    pub backwards: bool,
    /// Its letters join: space between them would tear it.
    pub joined: bool,
}

impl Word {
    /// The text of glyph `index`: up to the next cluster. Empty for the further glyphs of
    /// a cluster that one character made.
    pub fn text_of(&self, index: usize) -> &str {
        let start = self.glyphs[index].cluster as usize;
        if index > 0 && self.glyphs[index - 1].cluster as usize == start {
            return "";
        }
        let (before, after) = (&self.glyphs[..index], &self.glyphs[index + 1..]);
        let clusters = |glyph: &Glyph| glyph.cluster as usize;
        // What is read after it stands right of it, or left of it.
        let next = if self.backwards {
            before.iter().rev().map(clusters).find(|&at| at > start)
        } else {
            after.iter().map(clusters).find(|&at| at > start)
        };
        &self.text[start..next.unwrap_or(self.text.len())]
    }

    /// True if the face has a glyph for every character.
    pub fn is_complete(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.id != 0)
    }

    /// Characters for which the face has no glyph.
    pub fn missing(&self) -> impl Iterator<Item = char> + '_ {
        self.glyphs
            .iter()
            .enumerate()
            .filter(|(_, glyph)| glyph.id == 0)
            .flat_map(|(index, _)| self.text_of(index).chars())
    }
}

/// Shapes words and remembers them.
#[derive(Default)]
pub struct Shaper {
    founts: Vec<Shapes>,
    language: Option<Language>,
    fallback: Fallback,
    buffer: Option<Buffer>,
}

/// A face with the features of a style, as a shaper knows it until its language changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fount(usize);

/// What was shaped in one fount, and how.
struct Shapes {
    face: &'static Face,
    features: Features,
    compiled: Vec<harfrust::Feature>,
    plans: Vec<Plan>,
    /// Words that are read from left to right, and from right to left. Their order is never
    /// asked for.
    words: [FxHashSet<Known>; 2],
}

/// A word that is found by its text.
struct Known(Arc<Word>);

impl Borrow<str> for Known {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Known {}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

struct Plan {
    direction: Direction,
    script: Option<Script>,
    plan: ShapePlan,
}

impl Shapes {
    fn plan(
        &mut self,
        script: Option<Script>,
        direction: Direction,
        language: Option<&Language>,
    ) -> usize {
        let known = self
            .plans
            .iter()
            .position(|plan| plan.script == script && plan.direction == direction);
        known.unwrap_or_else(|| {
            let shaping = self.face.shaping();
            let plan = ShapePlan::new(shaping, direction, script, language, &self.compiled);
            self.plans.push(Plan {
                direction,
                script,
                plan,
            });
            self.plans.len() - 1
        })
    }
}

impl Shaper {
    /// A shaper that has seen nothing and knows the program's faces alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// A shaper that also finds faces elsewhere.
    pub fn with_fonts(sources: FontSources) -> Self {
        Shaper {
            fallback: Fallback::new(sources),
            ..Self::default()
        }
    }

    /// The language of what follows, a BCP 47 tag: faces draw some letters differently in
    /// different languages.
    pub fn speak(&mut self, language: &str) {
        self.fallback.speak(language);
        let language = language.parse().ok();
        if self.language != language {
            self.language = language;
            for fount in &mut self.founts {
                fount.plans.clear();
                fount.words.iter_mut().for_each(FxHashSet::clear);
            }
        }
    }

    /// The language of what is shaped.
    pub fn language(&self) -> &str {
        self.fallback.language()
    }

    /// Forgets words, but not how to shape them, once there are more than `most`: whoever
    /// sets documents without end stays within bounds.
    pub fn forget_words(&mut self, most: usize) {
        let words = |fount: &Shapes| fount.words.iter().map(FxHashSet::len).sum::<usize>();
        if self.founts.iter().map(words).sum::<usize>() > most {
            for fount in &mut self.founts {
                fount.words.iter_mut().for_each(FxHashSet::clear);
            }
        }
    }

    /// The fount of a face and a style's features.
    pub fn fount(&mut self, face: &'static Face, features: Features) -> Fount {
        let known = self
            .founts
            .iter()
            .position(|fount| fount.face == face && fount.features == features);
        Fount(known.unwrap_or_else(|| {
            self.founts.push(Shapes {
                face,
                features,
                compiled: features.compile(),
                plans: Vec::new(),
                words: Default::default(),
            });
            self.founts.len() - 1
        }))
    }

    /// The glyphs of a text without blanks that is read from left to right.
    pub fn word(&mut self, face: &'static Face, features: Features, text: &str) -> Arc<Word> {
        let fount = self.fount(face, features);
        self.directed(fount, text, false)
    }

    /// The glyphs of a text without blanks; `backwards` for one read from right to left.
    pub fn directed(&mut self, fount: Fount, text: &str, backwards: bool) -> Arc<Word> {
        let direction = usize::from(backwards);
        if let Some(known) = self.founts[fount.0].words[direction].get(text) {
            return Arc::clone(&known.0);
        }
        let word = Arc::new(self.shape(fount, text, backwards));
        self.founts[fount.0].words[direction].insert(Known(Arc::clone(&word)));
        word
    }

    /// The face that stands in where a theme's has no glyph for a cluster of a text.
    pub fn stand_in(&mut self, cluster: &str, text: &str, wanted: Wanted) -> Option<&'static Face> {
        let script = script_of(cluster).or_else(|| script_of(text));
        let script = script.as_deref().unwrap_or(COMMON);
        self.fallback.face(cluster, script, wanted)
    }

    fn shape(&mut self, fount: Fount, text: &str, backwards: bool) -> Word {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // Figures and signs have no script of their own; they take the Latin rules, or a
        // plan made for letters would not fit them.
        let direction = match backwards {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        };
        buffer.set_direction(direction);
        // What only steers others is not drawn; its text goes to what stands beside it.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        buffer.set_language(self.language.clone());
        let fount = &mut self.founts[fount.0];
        let plan = fount.plan(buffer.script(), direction, self.language.as_ref());
        let options = ShapeOptions::new()
            .plan(Some(&fount.plans[plan].plan))
            .features(&fount.compiled);
        let font = ShaperFont::new(fount.face.shaping());
        let shaped = harfrust::shape(&font, &mut buffer, options);
        debug_assert!(shaped.is_ok(), "{shaped:?} for `{text}`");
        let glyphs: Vec<Glyph> = buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| Glyph {
                id: info.glyph_id as u16,
                advance: position.x_advance,
                offset: (position.x_offset, position.y_offset),
                cluster: info.cluster,
            })
            .collect();
        self.buffer = Some(buffer);
        Word {
            text: text.into(),
            advance: glyphs.iter().map(|glyph| glyph.advance).sum(),
            glyphs,
            backwards,
            joined: !text.is_ascii() && text.contains(joins),
        }
    }
}

/// True for letters of scripts that are written joined: Arabic and its kin, N'Ko, Mongolian,
/// and those of India that hang from a line.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{a7f}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The script of a text by its first character that has one, as ISO 15924 names it.
fn script_of(text: &str) -> Option<String> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.script().map(|script| script.tag().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FaceStyle, Family, Weight};

    const REGULAR: FaceStyle = FaceStyle {
        weight: Weight::Regular,
        italic: false,
    };

    #[test]
    fn a_ligature_keeps_its_whole_text() {
        let mut shaper = Shaper::new();
        let face = Family::Carlito.face(REGULAR);
        let word = shaper.word(face, Features::default(), "titles");
        let texts: Vec<&str> = (0..word.glyphs.len()).map(|i| word.text_of(i)).collect();
        assert_eq!(texts.concat(), "titles");
        assert!(texts.contains(&"ti"), "Carlito joins t and i: {texts:?}");
        let plain = Features::new([(Feature::Ligatures, false)]);
        assert_eq!(shaper.word(face, plain, "titles").glyphs.len(), 6);
    }

    #[test]
    fn figures_and_letters_share_a_face() {
        let mut shaper = Shaper::new();
        let face = Family::SourceSans3.face(REGULAR);
        for text in ["240", "ms", "99.9%", "Größe", "<1s", "Москва"] {
            let word = shaper.word(face, Features::default(), text);
            assert_eq!(word.missing().count(), 0, "{text}");
            assert!(word.advance > 0, "{text}");
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_named() {
        let mut shaper = Shaper::new();
        let face = Family::Carlito.face(REGULAR);
        let word = shaper.word(face, Features::default(), "a漢b");
        assert_eq!(word.missing().collect::<String>(), "漢");
    }

    #[test]
    fn letters_are_kerned() {
        let mut shaper = Shaper::new();
        let face = Family::SourceSans3.face(REGULAR);
        let pair = shaper.word(face, Features::default(), "AV").advance;
        let apart: i32 = ["A", "V"]
            .iter()
            .map(|t| shaper.word(face, Features::default(), t).advance)
            .sum();
        assert!(pair < apart);
    }
}
