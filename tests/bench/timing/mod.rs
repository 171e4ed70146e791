//! What the benches share: different résumés from a seed, and a clock.

use std::time::{Duration, Instant};

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::resume::{
    Detail, DetailLabel, Entry, EntryKind, Highlight, Metric, Resume, RichText, Section,
    SectionBody, SectionKind, SkillGroup, Tag,
};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Résumés for each figure.
pub const ROUNDS: u64 = 60;
/// What résumés are made of; each is spelled anew in every résumé.
const SYLLABLES: [&str; 24] = [
    "de", "sign", "ed", "flex", "ible", "map", "ping", "en", "gine", "han", "dling", "sche", "ma",
    "trans", "form", "a", "tions", "for", "cus", "to", "mer", "plat", "ser", "vice",
];

/// Letters of which each résumé uses some.
const RARE: [char; 32] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S',
    'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'É', 'Ö', 'Ç', 'Ł', 'Ñ', 'Å',
];

/// Numbers from a seed (Knuth's linear congruence), so that every run sets the same texts.
struct Numbers {
    state: u64,
    /// Which of the rare letters this résumé uses.
    rare: [usize; 12],
}

impl Numbers {
    fn new(seed: u64) -> Self {
        let mut numbers = Numbers {
            state: seed,
            rare: [0; 12],
        };
        for at in 0..numbers.rare.len() {
            numbers.rare[at] = numbers.below(RARE.len());
        }
        numbers
    }

    fn below(&mut self, end: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) as usize) % end
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for word in 0..words {
            if word > 0 {
                text.push(' ');
            }
            // A few letters that most résumés lack: no two use the same glyphs.
            if self.below(12) == 0 {
                text.push(RARE[self.rare[self.below(self.rare.len())]]);
            }
            for _ in 0..1 + self.below(3) {
                text.push_str(SYLLABLES[self.below(SYLLABLES.len())]);
            }
        }
        text
    }
}

/// Three cards and five small projects: two pages of about eight hundred words.
pub fn resume(seed: u64) -> Resume {
    let mut numbers = Numbers::new(seed.wrapping_mul(7_919).wrapping_add(1));
    let source = Source::new("bench", "bench");
    let span = Span::whole(&source);
    let text = |value: String| Spanned::new(value, span.clone());
    let rich = |value: String| RichText::plain(value, span.clone());
    let mut cards = Vec::new();
    for _ in 0..3 {
        let mut card = Entry::new(EntryKind::Project, span.clone());
        card.title = Some(text(numbers.text(4)));
        card.organization = Some(text(numbers.text(1)));
        card.summary = Some(rich(numbers.text(30)));
        card.highlights = (0..7)
            .map(|_| Highlight {
                text: rich(numbers.text(14)),
                tags: Vec::new(),
            })
            .collect();
        card.details = vec![Detail {
            label: DetailLabel::Usual,
            text: rich(numbers.text(28)),
        }];
        card.tags = (0..6)
            .map(|_| Tag::new(numbers.text(1), span.clone()))
            .collect();
        cards.push(card);
    }
    let mut smalls = Vec::new();
    for _ in 0..5 {
        let mut small = Entry::new(EntryKind::SmallProject, span.clone());
        small.title = Some(text(numbers.text(4)));
        small.organization = Some(text(numbers.text(1)));
        small.summary = Some(rich(numbers.text(20)));
        small.metrics = (0..3)
            .map(|_| Metric {
                value: format!("{}%", numbers.below(100)),
                label: numbers.text(2),
                span: span.clone(),
            })
            .collect();
        smalls.push(small);
    }
    let skills = (0..3)
        .map(|_| SkillGroup {
            name: Some(text(numbers.text(2))),
            items: (0..6)
                .map(|_| Tag::new(numbers.text(2), span.clone()))
                .collect(),
        })
        .collect();
    let section = |kind: SectionKind, body: SectionBody| Section {
        id: kind.name().to_owned(),
        title: None,
        kind,
        body,
    };
    let mut resume = Resume {
        summary: Some(rich(numbers.text(45))),
        sections: vec![
            section(SectionKind::Skills, SectionBody::Skills(skills)),
            section(SectionKind::Projects, SectionBody::Entries(cards)),
            section(SectionKind::Projects, SectionBody::Entries(smalls)),
        ],
        ..Resume::default()
    };
    resume.person.name = Some(text(numbers.text(2)));
    resume.person.headline = Some(text(numbers.text(3)));
    resume
}

/// Processor time of this thread, from the system's own count where there is one: other
/// programs on the machine then do not count.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The least and the median time of `run` over all rounds, `ready` before each not counted.
pub fn measure<S>(
    name: &str,
    set: &mut S,
    ready: impl Fn(&mut S),
    mut run: impl FnMut(&mut S, u64),
) {
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        ready(set);
        // A fresh time slice: the count is brought up to date when the thread is switched.
        std::thread::yield_now();
        let (wall, own) = (Instant::now(), processor_time());
        run(set, round);
        let elapsed = wall.elapsed();
        std::thread::yield_now();
        times.push(match (own, processor_time()) {
            (Some(start), Some(end)) if end > start => end.saturating_sub(start).min(elapsed),
            _ => elapsed,
        });
    }
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:40} least {:7.3} ms   median {:7.3} ms",
        milliseconds(times[0]),
        milliseconds(times[times.len() / 2])
    );
}

/// True for a theme that is to be timed: `cargo bench --bench layout -- modern` asks for one.
pub fn asked(theme: &str) -> bool {
    let mut asked = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .peekable();
    asked.peek().is_none() || asked.any(|one| one == theme)
}
