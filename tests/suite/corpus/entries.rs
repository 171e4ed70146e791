//! The entries of a page, held against those of its label.

use super::dates::Dates;
use super::found::{Entry, Figure, Found};
use super::label::{self, Label, Right};
use super::pairs::{is_optional, paired};
use super::score::{Score, is_link};
use super::words::Words;

impl Score {
    pub(super) fn entries(&mut self, label: &Label, found: &Found) {
        let pairs = paired(&label.entries, &found.entries);
        let free: Vec<Words> = label
            .optional_text
            .iter()
            .map(|text| Words::new(text))
            .collect();
        for (wanted, at) in label.entries.iter().zip(&pairs) {
            match at {
                Some(at) => self.entry(wanted, &found.entries[*at], &free),
                None => self.no_entry(wanted),
            }
        }
        for (at, entry) in found.entries.iter().enumerate() {
            if pairs.contains(&Some(at)) || is_optional(entry, &label.optional_entries, &free) {
                continue;
            }
            self.fields.entry("entries").or_default().more += 1;
            self.whole.more += entry.size().max(1);
            let title = entry.title.as_ref().or(entry.organization.as_ref());
            let title = title.map_or("", |title| &title.raw);
            self.faults
                .push(format!("entries: {} `{title}` is too much", entry.kind));
        }
        let mut kinds: Vec<&str> = label.entries.iter().map(|e| e.kind.first()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let of_kind = label.entries.iter().zip(&pairs);
            let of_kind = of_kind.filter(|(entry, _)| entry.kind.first() == kind);
            let places: Vec<usize> = of_kind.filter_map(|(_, at)| *at).collect();
            self.order(&places);
        }
    }

    fn no_entry(&mut self, wanted: &label::Entry) {
        self.fields.entry("entries").or_default().missing += 1;
        let title = match wanted.title.first() {
            "" => wanted.organization.first(),
            title => title,
        };
        let kind = wanted.kind.first();
        self.faults
            .push(format!("entries: {kind} `{title}` is missing"));
        for (field, right) in [
            ("title", &wanted.title),
            ("organization", &wanted.organization),
            ("period", &wanted.dates),
            ("description", &wanted.description),
            ("details", &wanted.details),
        ] {
            self.count(field, 0, 0, usize::from(!right.is_free()));
        }
        self.count("kind", 0, 0, 1);
        self.count("highlights", 0, 0, wanted.highlights.len());
        if !wanted.optional_tags {
            self.count("tags", 0, 0, wanted.tags.len());
        }
        self.count("metrics", 0, 0, wanted.metrics.len());
    }

    fn entry(&mut self, wanted: &label::Entry, found: &Entry, free: &[Words]) {
        self.fields.entry("entries").or_default().right += 1;
        if wanted.kind.is_any(|kind| kind.raw == found.kind) {
            self.right("kind");
        } else {
            self.count("kind", 0, 1, 1);
            let (title, kind) = (wanted.title.first(), wanted.kind.first());
            self.faults
                .push(format!("kind: `{title}` is {}, not {kind}", found.kind));
        }
        self.text("title", &wanted.title, found.title.as_ref());
        self.text(
            "organization",
            &wanted.organization,
            found.organization.as_ref(),
        );
        let dates = found.dates.filter(|dates| !dates.is_empty());
        let shown = dates.map(|dates: Dates| format!("{dates:?}"));
        self.value("period", &wanted.dates, shown.as_deref(), || {
            dates.is_some_and(|dates| wanted.dates.dates().any(|right| right.are_told_by(dates)))
        });
        // Where a label names no place, nothing is asked.
        if !wanted.location.texts.is_empty() {
            self.text("place", &wanted.location, found.location.as_ref());
        }
        self.entry_link(wanted, found);
        let mut bullets = found.highlights.clone();
        self.prose(wanted, found, &mut bullets);
        let figures: Vec<Figure> = wanted.metrics.iter().map(label::Metric::figure).collect();
        let more: Vec<Figure> = wanted
            .optional_metrics
            .iter()
            .map(label::Metric::figure)
            .collect();
        self.figures(&figures, &more, found.metrics.clone(), &mut bullets);
        let is_free = |bullet: &Words| {
            let is_figure = more.iter().any(|figure| figure.text().is(bullet));
            is_figure || free.iter().any(|text| text.is(bullet))
        };
        let places = self.list(
            "highlights",
            &wanted.highlights,
            &bullets,
            is_free,
            Words::is,
        );
        self.order(&places);
        self.tags(wanted, found);
    }

    /// One of the label's links is enough: an entry of JSON Resume has one.
    fn entry_link(&mut self, wanted: &label::Entry, found: &Entry) {
        let all: Vec<&Words> = wanted.links.iter().flat_map(|link| &link.texts).collect();
        if all
            .iter()
            .any(|link| found.links.iter().any(|own| is_link(link, own)))
        {
            self.right("link");
        } else if let Some(first) = all
            .first()
            .filter(|_| !wanted.links.iter().any(|l| l.may_lack))
        {
            self.missing("link", &first.raw);
        }
    }

    /// Text and details may be one, and either may stand as a bullet.
    fn prose(&mut self, wanted: &label::Entry, found: &Entry, bullets: &mut Vec<Words>) {
        let (mut text, mut details) = (found.description.clone(), found.details.clone());
        let (told, more) = (&wanted.description, &wanted.details);
        // Where the label has a paragraph as a bullet, so has what was found.
        let is_bullet = |line: &Words| {
            wanted
                .highlights
                .iter()
                .any(|right| right.is_any(|bullet| bullet.is(line)))
                && !told.is_any(|text| text.is(line))
        };
        if let Some(own) = &text {
            let lines = own.raw.split('\n').map(Words::new);
            let (as_bullets, rest): (Vec<Words>, Vec<Words>) = lines.partition(is_bullet);
            if !as_bullets.is_empty() {
                let rest: Vec<&str> = rest.iter().map(|line| line.raw.as_str()).collect();
                text = Some(Words::new(&rest.join("\n"))).filter(|text| !text.is_empty());
                bullets.splice(0..0, as_bullets);
            }
        }
        if !more.texts.is_empty() && details.is_none() {
            let hit = |bullet: &Words| more.is_any(|text| text.is_below_label(bullet));
            if let Some(n) = bullets.iter().position(hit) {
                details = Some(bullets.remove(n));
            } else if let Some(own) = &text {
                let is_both = told.texts.iter().any(|first| {
                    more.texts.iter().any(|second| {
                        let both = Words::new(&format!("{} {}", first.raw, second.raw));
                        both.is(own) || both.is(&own.without_label())
                    })
                });
                if is_both {
                    text = told.texts.first().cloned();
                    details = more.texts.first().cloned();
                }
            }
        }
        if !told.texts.is_empty() && text.is_none() {
            let hit = |bullet: &Words| told.is_any(|text| text.is(bullet));
            if let Some(n) = bullets.iter().position(hit) {
                text = Some(bullets.remove(n));
            }
        }
        // Both are set as the entry's text.
        if told.is_free()
            && details.is_none()
            && text
                .as_ref()
                .is_some_and(|own| more.is_any(|right| right.is_below_label(own)))
        {
            details = text.take();
        }
        self.text("description", told, text.as_ref());
        let details = details.filter(|details| !details.is_empty());
        let shown = details.as_ref().map(|details| details.raw.as_str());
        self.value("details", more, shown, || {
            let own = details.as_ref();
            own.is_some_and(|own| more.is_any(|text| text.is_below_label(own)))
        });
    }

    /// Figures count as bullets, too.
    pub(super) fn figures(
        &mut self,
        wanted: &[Figure],
        free: &[Figure],
        mut found: Vec<Figure>,
        bullets: &mut Vec<Words>,
    ) {
        for figure in wanted {
            if let Some(n) = found.iter().position(|own| figure.is(own)) {
                found.remove(n);
                self.right("metrics");
                continue;
            }
            let spelled = figure.spellings().map(|text| plain(&text));
            match bullets
                .iter()
                .position(|bullet| spelled.contains(&plain(bullet)))
            {
                Some(n) => {
                    bullets.remove(n);
                    self.right("metrics");
                }
                None => self.missing("metrics", &figure.text().raw),
            }
        }
        for own in found {
            if !free.iter().any(|free| free.is(&own)) {
                self.more("metrics", &own.text().raw);
            }
        }
    }

    fn tags(&mut self, wanted: &label::Entry, found: &Entry) {
        let as_right = |text: Words| Right {
            texts: vec![text],
            may_lack: false,
        };
        let is_found = |tag: &Words| found.tags.iter().any(|own| tag.is(own));
        let tags = wanted.tags.iter();
        let tags: Vec<Right> = match wanted.optional_tags {
            true => tags
                .filter(|tag| tag.is_any(|text| found.tags.iter().any(|own| text.is(own))))
                .map(|tag| as_right(Words::new(tag.first())))
                .collect(),
            false => tags
                .flat_map(|tag| tag.items(is_found))
                .map(as_right)
                .collect(),
        };
        let places = self.list("tags", &tags, &found.tags, |_| false, Words::is);
        self.order(&places);
    }
}

/// Without what stands between value and label.
fn plain(text: &Words) -> String {
    text.figure()
}
