//! What `vitae` keeps under `meta.vitae` so that a document read again is the same model.

use std::collections::HashMap;

use super::write::PRESENT;
use crate::resume::{
    Detail, DetailLabel, Emphasis, PartialDate, Period, PeriodEnd, RichText, Text,
};
use crate::yaml::Node;

/// Styles, labels and firms by the plain text that stands in the schema's own fields.
#[derive(Default)]
pub(super) struct Kept {
    texts: HashMap<String, Vec<(String, Emphasis, Option<String>)>>,
    details: HashMap<String, Vec<(DetailLabel, Text)>>,
    organizations: HashMap<String, (Text, Text)>,
}

impl Kept {
    /// Reads `meta.vitae`.
    pub(super) fn read(own: &Node) -> Self {
        let list = |key: &str| own.get(key).map_or(&[][..], Node::items);
        let mut kept = Kept::default();
        for runs in list("texts") {
            let runs: Vec<_> = runs.items().iter().filter_map(run).collect();
            let whole = runs.iter().map(|(text, _, _)| text.as_str()).collect();
            kept.texts.insert(whole, runs);
        }
        for details in list("details") {
            let details: Vec<(DetailLabel, Text)> = details
                .items()
                .iter()
                .filter_map(|detail| Some((label_of(detail), detail.text_of("text")?)))
                .collect();
            let texts: Vec<&str> = details.iter().map(|(_, t)| t.value.as_str()).collect();
            kept.details.insert(texts.join(" "), details);
        }
        for firm in list("organizations") {
            if let (Some(name), Some(via)) = (firm.text_of("name"), firm.text_of("via")) {
                let shown = format!("{} ({})", name.value, via.value);
                kept.organizations.insert(shown, (name, via));
            }
        }
        kept
    }

    /// A text with its styles.
    pub(super) fn rich(&self, text: Text) -> RichText {
        let Some(runs) = self.texts.get(&text.value) else {
            return RichText::plain(text.value, text.span);
        };
        let mut rich = RichText::new(text.span);
        for (words, emphasis, link) in runs {
            rich.push(words, *emphasis, link.clone());
        }
        rich
    }

    /// Details with their labels.
    pub(super) fn details(&self, text: Text) -> Vec<Detail> {
        let Some(details) = self.details.get(&text.value) else {
            return vec![Detail {
                label: DetailLabel::Usual,
                text: self.rich(text),
            }];
        };
        details
            .iter()
            .map(|(label, own)| Detail {
                label: label.clone(),
                text: self.rich(Text::new(own.value.clone(), text.span.clone())),
            })
            .collect()
    }

    /// An organisation and the firm between.
    pub(super) fn organization(&self, name: Text) -> (Option<Text>, Option<Text>) {
        match self.organizations.get(&name.value) {
            Some((own, via)) => (Some(own.clone()), Some(via.clone())),
            None => (Some(name), None),
        }
    }
}

/// The characters of a node as written: runs keep the blanks at their ends.
fn run(node: &Node) -> Option<(String, Emphasis, Option<String>)> {
    let text = node.get("text")?.raw()?.to_owned();
    let is = |key: &str| node.get(key).and_then(Node::text) == Some("true");
    let emphasis = Emphasis {
        strong: is("strong"),
        emphasized: is("emphasized"),
        code: is("code"),
    };
    Some((text, emphasis, node.text_of("link").map(|link| link.value)))
}

/// What stands before a detail that was kept.
fn label_of(detail: &Node) -> DetailLabel {
    match detail.text_of("label") {
        Some(label) => DetailLabel::Written(label),
        None if detail.get("usual").and_then(Node::text) == Some("true") => DetailLabel::Usual,
        None => DetailLabel::Without,
    }
}

/// A text under a label of ours.
pub(super) fn labelled(label: &str, text: Text) -> Detail {
    Detail {
        label: DetailLabel::Written(Text::new(label.to_owned(), text.span.clone())),
        text: RichText::plain(text.value, text.span),
    }
}

/// A period as `vitae` spelled it; `known` where that cannot be read.
pub(super) fn own_period(node: &Node, known: Option<Period>) -> Option<Period> {
    let written = node.text_of("written");
    let date = |key: &str| {
        node.get(key)
            .and_then(Node::text)
            .and_then(|text| PartialDate::from_spelled(text).ok())
    };
    let end = match node.get("end").and_then(Node::text) {
        Some(PRESENT) => Some(PeriodEnd::Present),
        Some(_) => date("end").map(PeriodEnd::On),
        None => None,
    };
    let start = date("start");
    if start.is_none() && end.is_none() && written.is_none() {
        return known;
    }
    // Dates edited by hand in the list are newer than what was kept.
    if let Some(known) = &known
        && !agrees(known.start, start)
    {
        return Some(known.clone());
    }
    Some(Period {
        start,
        end,
        expected: node.get("expected").and_then(Node::text) == Some("true"),
        span: written
            .as_ref()
            .map_or_else(|| node.span.clone(), |text| text.span.clone()),
        written: written.map_or(String::new(), |text| text.value),
    })
}

fn agrees(listed: Option<PartialDate>, kept: Option<PartialDate>) -> bool {
    match (listed, kept) {
        (Some(listed), Some(kept)) => listed.year == kept.year,
        (Some(_), None) | (None, Some(_)) | (None, None) => true,
    }
}
