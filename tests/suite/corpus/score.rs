//! What was found, held against its label: what is right, too much and missing of every field.

use std::collections::BTreeMap;

use serde_json::Value;

use super::found::{Figure, Found};
use super::label::{self, Group, Label, Right};
use super::leaks::leaks;
use super::words::{Words, number, url};

/// Right, too much, missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub right: usize,
    pub more: usize,
    pub missing: usize,
}

impl Count {
    pub fn add(&mut self, other: Count) {
        self.right += other.right;
        self.more += other.more;
        self.missing += other.missing;
    }

    /// 1 for nothing asked and nothing given.
    pub fn f1(self) -> f64 {
        let all = 2 * self.right + self.more + self.missing;
        match all {
            0 => 1.0,
            all => 2.0 * self.right as f64 / all as f64,
        }
    }
}

/// The score of a page.
#[derive(Default)]
pub struct Score {
    pub fields: BTreeMap<&'static str, Count>,
    /// All fields in one; an entry too much counts with all that it holds.
    pub whole: Count,
    /// Neighbours of a list or a kind, and those of them that changed places.
    pub neighbours: usize,
    pub swapped: usize,
    /// Words in the résumé that are none of it.
    pub leaks: Vec<String>,
    /// What is missing or too much, in words.
    pub faults: Vec<String>,
}

impl Score {
    /// Of a page's label and the JSON Resume that was made of the page.
    pub fn new(label: &Label, resume: &Value) -> Self {
        let mut score = Score::default();
        let found = Found::new(resume);
        score.person(label, &found);
        score.skills(label, &found);
        score.entries(label, &found);
        score.leaks = leaks(&label.not_in_resume, resume);
        score
    }

    /// The harmonic mean of precision and recall, less a fiftieth for each leak.
    pub fn figure(&self) -> f64 {
        self.whole.f1() * (1.0 - 0.02 * self.leaks.len() as f64).max(0.0)
    }

    pub(super) fn right(&mut self, field: &'static str) {
        self.count(field, 1, 0, 0);
    }

    pub(super) fn missing(&mut self, field: &'static str, what: &str) {
        self.count(field, 0, 0, 1);
        self.faults.push(format!("{field}: `{what}` is missing"));
    }

    pub(super) fn more(&mut self, field: &'static str, what: &str) {
        self.count(field, 0, 1, 0);
        self.faults.push(format!("{field}: `{what}` is too much"));
    }

    pub(super) fn count(&mut self, field: &'static str, right: usize, more: usize, missing: usize) {
        let count = Count {
            right,
            more,
            missing,
        };
        self.fields.entry(field).or_default().add(count);
        self.whole.add(count);
    }

    /// One value; `shown` is what was found.
    pub(super) fn value(
        &mut self,
        field: &'static str,
        label: &Right,
        shown: Option<&str>,
        is_right: impl FnOnce() -> bool,
    ) {
        match shown {
            None if label.is_free() => (),
            None => self.missing(field, label.first()),
            Some(_) if is_right() => self.right(field),
            Some(shown) if label.is_free() => self.more(field, shown),
            Some(shown) => {
                self.count(field, 0, 1, 1);
                let wanted = label.first();
                self.faults
                    .push(format!("{field}: `{shown}` in the place of `{wanted}`"));
            }
        }
    }

    pub(super) fn text(&mut self, field: &'static str, label: &Right, found: Option<&Words>) {
        let found = found.filter(|found| !found.is_empty());
        let shown = found.map(|found| found.raw.as_str());
        self.value(field, label, shown, || {
            found.is_some_and(|found| label.is_any(|text| text.is(found)))
        });
    }

    /// The values of a list; `free` are those that may stand in it.
    pub(super) fn list(
        &mut self,
        field: &'static str,
        label: &[Right],
        found: &[Words],
        is_free: impl Fn(&Words) -> bool,
        is: impl Fn(&Words, &Words) -> bool,
    ) -> Vec<usize> {
        let mut left: Vec<usize> = (0..found.len()).collect();
        let mut places = Vec::new();
        for wanted in label {
            let hit = |at: &usize| wanted.is_any(|text| is(text, &found[*at]));
            match left.iter().position(hit) {
                Some(n) => {
                    places.push(left.remove(n));
                    self.right(field);
                }
                None if wanted.may_lack => (),
                None => self.missing(field, wanted.first()),
            }
        }
        for at in left {
            if !is_free(&found[at]) {
                self.more(field, &found[at].raw);
            }
        }
        places
    }

    pub(super) fn order(&mut self, places: &[usize]) {
        self.neighbours += places.len().saturating_sub(1);
        self.swapped += places.windows(2).filter(|two| two[0] > two[1]).count();
    }

    fn person(&mut self, label: &Label, found: &Found) {
        self.text("name", &label.name, found.name.as_ref());
        self.text("headline", &label.headline, found.headline.as_ref());
        let shown = |words: &Option<Words>| words.as_ref().map(|words| words.raw.clone());
        let mail = found.email.as_ref();
        self.value(
            "email",
            &label.email,
            shown(&found.email).as_deref(),
            || mail.is_some_and(|mail| label.email.is_any(|text| text.is_exactly(mail))),
        );
        let phone = found.phone.as_ref().map(|phone| number(&phone.raw));
        self.value(
            "phone",
            &label.phone,
            shown(&found.phone).as_deref(),
            || {
                phone.is_some_and(|phone| {
                    !phone.is_empty() && label.phone.is_any(|text| number(&text.raw) == phone)
                })
            },
        );
        let town = found.location.as_ref();
        self.value(
            "town",
            &label.location,
            shown(&found.location).as_deref(),
            || {
                town.is_some_and(|town| {
                    label
                        .location
                        .is_any(|text| text.is(town) || text.letters() == town.letters())
                })
            },
        );
        self.text("summary", &label.summary, found.summary.as_ref());
        let of_entries = label.entries.iter().flat_map(|entry| &entry.links);
        let free: Vec<&Words> = label
            .optional_links
            .iter()
            .chain(of_entries)
            .chain([&label.email])
            .flat_map(|link| &link.texts)
            .collect();
        let is_free = |link: &Words| free.iter().any(|free| is_link(free, link));
        self.list("links", &label.links, &found.links, is_free, is_link);
        if !label.metrics.is_empty() && !found.metrics.is_empty() {
            let wanted: Vec<Figure> = label.metrics.iter().map(label::Metric::figure).collect();
            self.figures(&wanted, &[], found.metrics.clone(), &mut Vec::new());
        }
    }

    fn skills(&mut self, label: &Label, found: &Found) {
        let mut left: Vec<usize> = (0..found.skills.len()).collect();
        for group in &label.skills {
            for right in &group.items {
                let is_left = |item: &Words| left.iter().any(|n| found.skills[*n].1.is(item));
                for item in right.items(is_left) {
                    self.skill(group, (&item, right.may_lack), found, &mut left);
                }
            }
        }
        let free: Vec<Words> = label
            .optional_skills
            .iter()
            .flat_map(|group| group.items.iter().flat_map(Right::lists).flatten())
            .collect();
        for at in left {
            let item = &found.skills[at].1;
            if !free.iter().any(|free| free.is(item)) {
                self.more("skill", &item.raw);
            }
        }
    }

    /// Takes a skill out of those that are left.
    fn skill(
        &mut self,
        group: &Group,
        (item, may_lack): (&Words, bool),
        found: &Found,
        left: &mut Vec<usize>,
    ) {
        let is_group = |at: usize| match &found.skills[at].0 {
            None => group.group.is_free(),
            Some(name) => group.group.is_any(|text| text.is(name)),
        };
        let mut hits = (0..left.len()).filter(|n| found.skills[left[*n]].1.is(item));
        let Some(first) = hits.next() else {
            if !may_lack {
                self.missing("skill", &item.raw);
            }
            return;
        };
        let fit = |n: &usize| is_group(left[*n]);
        let chosen = std::iter::once(first).chain(hits).find(fit);
        let at = left.remove(chosen.unwrap_or(first));
        self.right("skill");
        if chosen.is_some() {
            return self.right("skill group");
        }
        let has_name = found.skills[at].0.is_some();
        self.count("skill group", 0, usize::from(has_name), 1);
        let name = found.skills[at].0.as_ref().map_or("", |name| &name.raw);
        let (item, wanted) = (&item.raw, group.group.first());
        self.faults.push(format!(
            "skill group: `{item}` is in `{name}`, not in `{wanted}`"
        ));
    }
}

/// True for the same page.
pub(super) fn is_link(a: &Words, b: &Words) -> bool {
    url(&a.raw) == url(&b.raw) || a.is(b)
}
