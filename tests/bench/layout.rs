//! How long it takes to set a résumé: composing, typesetting, and the search for a fit.
//!
//! `cargo bench --bench layout` prints the least and the median processor time of this thread
//! over many different résumés. Faces are parsed and shaping plans made before the clock starts;
//! the words of each résumé are new to the shaper, as they are for a user.

mod timing;

use std::hint::black_box;
use std::time::Instant;

use timing::{ROUNDS, asked, measure, resume};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Flow, compose, typeset, typeset_within};
use vitae::read::Headings;
use vitae::resume::{Resume, SectionBody};
use vitae::theme::{Paper, Theme};

fn main() {
    let words = vocabulary().words("en");
    let flow =
        |resume: &Resume, theme: &Theme| -> Flow { compose(resume, theme, words, Headings::Kind) };
    for name in Theme::names().filter(|name| asked(name)) {
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
    if !asked("all") {
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
