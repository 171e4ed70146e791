//! Fitting a résumé to a number of pages: type gives way first, then content.

use super::{Design, Form, words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::Words;
use crate::focus::{self, Omission};
use crate::font::Shaper;
use crate::layout::{Fit, Flow, Overrun, Typeset, compose, may_fit, typeset, typeset_within};
use crate::read::{Headings, Pages};
use crate::resume::Resume;
use crate::theme::{Overrides, TextRole, Theme};
use crate::units::Pt;

/// A résumé on its pages, with what was done to bring it there.
#[derive(Debug)]
pub struct Fitted {
    /// What is said; Word takes it as it is.
    pub flow: Flow,
    /// The pages, and how the theme's numbers were changed.
    pub set: Typeset,
    /// The theme that it is set in, before the fit.
    pub theme: Theme,
    /// What was left out, in the order in which it went.
    pub dropped: Vec<Omission>,
    /// What the user is told: the fit, and each part that was left out.
    pub diagnostics: Diagnostics,
}

/// Sets a résumé on the pages that the design allows.
///
/// # Errors
/// Where it is too long: by how much, and what would fit.
pub fn fit(
    resume: &Resume,
    design: &Design<'_>,
    shaper: &mut Shaper,
) -> Result<Fitted, Diagnostics> {
    let words = words(resume);
    match design.form {
        Form::Page => fit_with(resume, words, design, shaper),
        Form::Portal => {
            let arranged = focus::for_portals(resume);
            let words = words.for_portals(focus::has_positions(resume));
            let own = (!design.theme.is_portal()).then(|| Theme::portal(&Overrides::default()));
            let own = own.transpose()?;
            let design = Design {
                theme: own.as_ref().unwrap_or(design.theme),
                headings: Headings::Kind,
                ..design.clone()
            };
            let mut fitted = fit_with(&arranged, &words, &design, shaper)?;
            fitted.diagnostics.append(focus::asked(resume));
            Ok(fitted)
        }
    }
}

fn fit_with(
    resume: &Resume,
    words: &Words,
    design: &Design<'_>,
    shaper: &mut Shaper,
) -> Result<Fitted, Diagnostics> {
    let mut fitter = Fitter {
        resume,
        words,
        design,
        closer: false,
        shaper,
    };
    match design.pages {
        Pages::Auto => Ok(fitter.at_will()),
        Pages::AtMost(count) => fitter.within(count),
    }
}

struct Fitter<'a, 'd> {
    resume: &'a Resume,
    words: &'a Words,
    design: &'a Design<'d>,
    /// Employers stand beside their titles, to save lines.
    closer: bool,
    shaper: &'a mut Shaper,
}

impl Fitter<'_, '_> {
    fn at_will(&mut self) -> Fitted {
        let flow = self.flow(&[]);
        let set = typeset(&flow, self.design.theme, self.design.paper, self.shaper);
        Fitted {
            flow,
            diagnostics: set.diagnostics.clone(),
            set,
            theme: self.design.theme.clone(),
            dropped: Vec::new(),
        }
    }

    fn within(&mut self, count: usize) -> Result<Fitted, Diagnostics> {
        let overrun = match self.set(&[], count) {
            Ok(fitted) => return Ok(fitted),
            Err(overrun) => overrun,
        };
        if let Some(first) = self.resume.page_breaks.first() {
            // A number of pages that is asked for wins over breaks that were made for a
            // browser's printer.
            let resume = Resume {
                page_breaks: Vec::new(),
                ..self.resume.clone()
            };
            let mut freely = Fitter {
                resume: &resume,
                words: self.words,
                design: self.design,
                closer: self.closer,
                shaper: self.shaper,
            };
            let mut fitted = freely.within(count)?;
            let pages = counted_pages(count);
            let told = format!("the page's own page breaks are not kept, to fit {pages}");
            fitted
                .diagnostics
                .push(Diagnostic::note(told).at(first.clone()));
            return Ok(fitted);
        }
        if let Some(theme) = self.design.theme.closer() {
            // A line of its own for each employer is dear where content has to go.
            let design = Design {
                theme: &theme,
                ..self.design.clone()
            };
            let mut closer = Fitter {
                resume: self.resume,
                words: self.words,
                design: &design,
                closer: true,
                shaper: self.shaper,
            };
            return closer.within(count);
        }
        let offers = focus::offers(self.resume, self.design.ranking);
        let enough = self.enough(&offers, count);
        match enough {
            Some(enough) if self.design.drop => {
                // What fits at the tightest may not at once: the search has its own steps.
                for more in enough..=offers.len() {
                    if let Ok(mut fitted) = self.set(&offers[..more], count) {
                        self.tell_dropped(&mut fitted, overrun.pages);
                        return Ok(fitted);
                    }
                }
                Err(self.refusal(&overrun, count, &offers, None))
            }
            Some(enough) => Err(self.refusal(&overrun, count, &offers, Some(enough))),
            None => Err(self.refusal(&overrun, count, &offers, None)),
        }
    }

    fn flow(&self, dropped: &[Omission]) -> Flow {
        let (theme, headings) = (self.design.theme, self.design.headings);
        if dropped.is_empty() {
            return compose(self.resume, theme, self.words, headings);
        }
        let rest = focus::without(self.resume, dropped);
        compose(&rest, theme, self.words, headings)
    }

    fn set(&mut self, dropped: &[Omission], count: usize) -> Result<Fitted, Overrun> {
        let flow = self.flow(dropped);
        let (theme, paper) = (self.design.theme, self.design.paper);
        let set = typeset_within(&flow, theme, paper, count, self.shaper)?;
        let mut diagnostics = set.diagnostics.clone();
        if let Some(told) = self.told(set.fit, set.document.pages.len()) {
            diagnostics.push(told);
        }
        Ok(Fitted {
            flow,
            set,
            theme: self.design.theme.clone(),
            dropped: dropped.to_vec(),
            diagnostics,
        })
    }

    /// How many of the offers must go, at least, by halving; `None` where all are too few.
    fn enough(&mut self, offers: &[Omission], count: usize) -> Option<usize> {
        let (theme, paper) = (self.design.theme, self.design.paper);
        let mut fits = |dropped: &[Omission]| {
            let flow = self.flow(dropped);
            may_fit(&flow, theme, paper, count, self.shaper)
        };
        if offers.is_empty() || !fits(offers) {
            return None;
        }
        let (mut few, mut many) = (0, offers.len());
        while many - few > 1 {
            let middle = (few + many) / 2;
            if fits(&offers[..middle]) {
                many = middle;
            } else {
                few = middle;
            }
        }
        Some(many)
    }

    /// The note of how the theme's numbers were changed; nothing where they were not.
    fn told(&self, fit: Fit, pages: usize) -> Option<Diagnostic> {
        let theme = self.design.theme;
        let mut changes = Vec::new();
        if self.closer {
            changes.push("employers beside their titles".to_owned());
        }
        if fit.gaps != 1.0 {
            changes.push(format!("gaps × {:.2}", fit.gaps));
        }
        if fit.pitch != 1.0 {
            changes.push(format!("pitch × {:.2}", fit.pitch));
        }
        if fit.margins > 0.0 {
            let (before, after) = (theme.margins, fit.applied(theme).margins);
            let side = |name: &str, before: Pt, after: Pt| {
                (before != after).then(|| format!("{name} {:.0} to {:.0} pt", before.0, after.0))
            };
            let sides: Vec<String> = [
                side("top", before.top, after.top),
                side("right", before.right, after.right),
                side("bottom", before.bottom, after.bottom),
                side("left", before.left, after.left),
            ]
            .into_iter()
            .flatten()
            .collect();
            if !sides.is_empty() {
                changes.push(format!("margins {}", sides.join(", ")));
            }
        }
        if fit.size != Pt::ZERO {
            let body = theme.style(TextRole::Body).size;
            changes.push(format!(
                "text {:.2} to {:.2} pt",
                body.0,
                (body + fit.size).0
            ));
        }
        (!changes.is_empty()).then(|| {
            Diagnostic::note(format!(
                "fitted to {}: {}",
                counted_pages(pages),
                changes.join(", ")
            ))
        })
    }

    /// The warning of what was left out, and a note for each part; all of it takes `whole`
    /// pages.
    fn tell_dropped(&self, fitted: &mut Fitted, whole: usize) {
        let pages = counted_pages(fitted.set.document.pages.len());
        let list = focus::counted(&fitted.dropped);
        fitted.diagnostics.push(
            Diagnostic::warning(format!("left out to fit {pages}: {list}"))
                .hint(format!("`--pages {whole}` leaves nothing out")),
        );
        for one in &fitted.dropped {
            let note = Diagnostic::note(format!("left out: {one}")).at(one.span.clone());
            fitted.diagnostics.push(note);
        }
    }

    fn refusal(
        &mut self,
        overrun: &Overrun,
        count: usize,
        offers: &[Omission],
        enough: Option<usize>,
    ) -> Diagnostics {
        let pages = counted_pages(count);
        let told = |overrun: &Overrun| {
            let lines = match overrun.lines() {
                1 => "1 line".to_owned(),
                lines => format!("{lines} lines"),
            };
            format!(
                "{lines} ({:.0} pt, {:.0} %)",
                overrun.over.0.ceil(),
                (overrun.share * 100.0).ceil()
            )
        };
        let mut fault = Diagnostic::error(format!(
            "the résumé is too long for {pages}: {} over with the smallest type and gaps of `{}`",
            told(overrun),
            self.design.theme.name
        ));
        if let Some(enough) = enough {
            let list = focus::counted(&offers[..enough]);
            fault = fault.hint(format!("`--pages {count} --drop` fits, without {list}"));
        }
        fault = fault.hint(format!("`--pages {}` holds all of it", overrun.pages));
        if enough.is_none()
            && !offers.is_empty()
            && let Err(rest) = self.set(offers, count)
        {
            let list = focus::counted(offers);
            let over = told(&rest);
            fault = fault.hint(format!("without {list} it is still {over} over"));
            if rest.pages < overrun.pages {
                let fewer = rest.pages;
                fault = fault.hint(format!("`--pages {fewer} --drop` leaves some of it out"));
            }
        }
        fault.into()
    }
}

/// "1 page", "2 pages".
fn counted_pages(count: usize) -> String {
    match count {
        1 => "1 page".to_owned(),
        count => format!("{count} pages"),
    }
}
