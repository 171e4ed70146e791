//! How long it takes to set a résumé: composing, typesetting, and the search for a fit.
//!
//! `cargo bench` prints the least and the median processor time of this thread over many
//! different résumés. Faces are parsed and shaping plans made before the clock starts; the
//! words of each résumé are new to the shaper, as they are for a user.

use std::hint::black_box;
use std::time::{Duration, Instant};

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Flow, compose, typeset, typeset_within};
use vitae::read::Headings;
use vitae::resume::{
    Detail, DetailLabel, Entry, EntryKind, Highlight, Metric, Resume, RichText, Section,
    SectionBody, SectionKind, SkillGroup, Tag,
};
use vitae::theme::{Paper, Theme};

/// Résumés for each figure.
const ROUNDS: u64 = 60;
/// What résumés are made of; each is spelled anew in every résumé.
const SYLLABLES: [&str; 24] = [
    "de", "sign", "ed", "flex", "ible", "map", "ping", "en", "gine", "han", "dling", "sche", "ma",
    "trans", "form", "a", "tions", "for", "cus", "to", "mer", "plat", "ser", "vice",
];

/// Numbers from a seed (Knuth's linear congruence), so that every run sets the same texts.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for word in 0..words {
            if word > 0 {
                text.push(' ');
            }
            for _ in 0..1 + self.below(3) {
                text.push_str(SYLLABLES[self.below(SYLLABLES.len())]);
            }
        }
        text
    }
}

/// Three cards and five small projects: two pages of about eight hundred words.
fn resume(seed: u64) -> Resume {
    let mut numbers = Numbers(seed.wrapping_mul(7_919).wrapping_add(1));
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
fn measure<S>(name: &str, set: &mut S, ready: impl Fn(&mut S), mut run: impl FnMut(&mut S, u64)) {
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

fn main() {
    let words = vocabulary().words("en");
    let flow =
        |resume: &Resume, theme: &Theme| -> Flow { compose(resume, theme, words, Headings::Kind) };
    // `cargo bench --bench layout -- modern` times one theme alone.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    for name in Theme::names() {
        if !asked.is_empty() && !asked.iter().any(|one| one == name) {
            continue;
        }
        let theme = Theme::embedded(name).expect("embedded");
        let mut shaper = Shaper::new();
        // Faces and shaping plans are warm afterwards, words are not.
        let warm = flow(&resume(u64::MAX), &theme);
        black_box(typeset(&warm, &theme, Paper::A4, &mut shaper));
        let resumes: Vec<Resume> = (0..ROUNDS).map(resume).collect();
        let shaper = &mut shaper;
        let forget = |shaper: &mut Shaper| shaper.forget_words(0);
        measure(&format!("{name}: compose"), shaper, forget, |_, round| {
            black_box(flow(&resumes[round as usize], &theme));
        });
        let title = format!("{name}: compose and typeset");
        measure(&title, shaper, forget, |shaper, round| {
            let flow = flow(&resumes[round as usize], &theme);
            black_box(typeset(&flow, &theme, Paper::A4, shaper));
        });
        let flows: Vec<Flow> = resumes.iter().map(|resume| flow(resume, &theme)).collect();
        let title = format!("{name}: search for one page, refused");
        measure(&title, shaper, forget, |shaper, round| {
            let flow = &flows[round as usize];
            black_box(typeset_within(flow, &theme, Paper::A4, 1, shaper).is_ok());
        });
    }
    if !asked.is_empty() {
        return;
    }
    // Five hundred entries.
    let theme = Theme::embedded("modern").expect("embedded");
    let mut many = resume(1);
    for section in &mut many.sections {
        if let SectionBody::Entries(entries) = &mut section.body {
            *entries = (0..250)
                .map(|at| entries[at % entries.len()].clone())
                .collect();
        }
    }
    let many = flow(&many, &theme);
    let mut shaper = Shaper::new();
    let start = Instant::now();
    let set = typeset(&many, &theme, Paper::A4, &mut shaper);
    println!(
        "500 entries on {} pages in {:.1} ms",
        set.document.pages.len(),
        start.elapsed().as_secs_f64() * 1000.0
    );
}
