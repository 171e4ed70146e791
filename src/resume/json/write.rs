//! A résumé as JSON Resume.

use serde::Serialize;

use crate::resume::file::Model;
use crate::resume::{
    Arranged, Contact, ContactKind, DetailLabel, Emphasis, Entry, EntryKind, Metric, PartialDate,
    Period, PeriodEnd, Resume, RichText, Section, SectionBody, SectionKind, SkillGroup, Text,
    Within, Year,
};

const SCHEMA: &str =
    "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// A JSON Resume document, indented, with a line end; with the model under `meta.vitae.model` where
/// it is to be there.
pub(super) fn document(resume: &Resume, with_model: bool) -> String {
    let mut document = Document::new(resume);
    if with_model {
        document.meta.vitae.model = Some(Model::values(resume));
    }
    let mut text =
        serde_json::to_string_pretty(&document).expect("maps, lists and texts are always JSON");
    text.push('\n');
    text
}

/// What other programs read of a model: a document that was written of it, `meta.vitae.model`
/// aside.
pub(super) fn view(resume: &Resume) -> serde_json::Value {
    serde_json::to_value(Document::new(resume)).expect("maps, lists and texts are always JSON")
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    basics: Basics<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    volunteer: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    education: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    awards: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    certificates: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    publications: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skills: Vec<Group<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    languages: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    interests: Vec<Group<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    projects: Vec<Item<'a>>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Basics<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    profiles: Vec<Profile<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    address: &'a str,
}

#[derive(Serialize)]
struct Profile<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    network: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Group<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    keywords: Vec<&'a str>,
}

/// An entry of any list: each list uses the keys that the schema gives it.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    institution: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    awarder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    study_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fluency: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    highlights: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<Figure<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<String>,
}

#[derive(Serialize)]
struct Figure<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

#[derive(Serialize)]
struct Meta<'a> {
    version: &'static str,
    vitae: Own<'a>,
}

/// What the schema has no place for.
#[derive(Serialize)]
struct Own<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// Written where order and headings are the author's.
    #[serde(skip_serializing_if = "Option::is_none")]
    arranged: Option<&'static str>,
    /// Addresses and numbers beside the first ones, which stand in `basics`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<OwnContact<'a>>,
    sections: Vec<OwnSection<'a>>,
    /// Texts of more than one style, as runs: joined they are the text that stands elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<Vec<OwnRun<'a>>>,
    /// Details of an entry one by one; joined with blanks they are its `details`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Vec<OwnDetail<'a>>>,
    /// Organisations that stand behind another firm.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    organizations: Vec<OwnOrganization<'a>>,
    /// The model itself, where all else does not give it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<Model<'a>>,
}

/// An e-mail address or a telephone number.
#[derive(Serialize)]
struct OwnContact<'a> {
    kind: &'static str,
    text: &'a str,
}

#[derive(PartialEq, Serialize)]
struct OwnRun<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "is_false")]
    strong: bool,
    #[serde(skip_serializing_if = "is_false")]
    emphasized: bool,
    #[serde(skip_serializing_if = "is_false")]
    code: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

#[derive(PartialEq, Serialize)]
struct OwnDetail<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    /// The word of the document's language stands before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    usual: bool,
    text: String,
}

#[derive(PartialEq, Serialize)]
struct OwnOrganization<'a> {
    name: &'a str,
    via: &'a str,
}

#[derive(Serialize)]
struct OwnSection<'a> {
    id: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<Figure<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Item<'a>>,
    /// How many of the document's groups of skills are this section's.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<usize>,
    /// Where the section's entries stand in the document's lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outline: Vec<Place<'a>>,
}

/// One entry in the outline of a section, with what its list has no field for.
#[derive(Serialize)]
struct Place<'a> {
    /// `work/0`: list and index.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// An entry that stands in no list: an employer over several roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<Item<'a>>,
    /// Fields that are the entry's above, written again for other readers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inherited: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<OwnPeriod<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<OwnLink<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct OwnPeriod<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    expected: bool,
    written: &'a str,
}

#[derive(Serialize)]
struct OwnLink<'a> {
    text: &'a str,
    url: &'a str,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn value(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

impl<'a> Document<'a> {
    fn new(resume: &'a Resume) -> Self {
        let mut document = Document {
            schema: SCHEMA,
            basics: Basics::new(resume),
            work: Vec::new(),
            volunteer: Vec::new(),
            education: Vec::new(),
            awards: Vec::new(),
            certificates: Vec::new(),
            publications: Vec::new(),
            skills: Vec::new(),
            languages: Vec::new(),
            interests: Vec::new(),
            references: Vec::new(),
            projects: Vec::new(),
            meta: Meta {
                version: "v1.0.0",
                vitae: Own {
                    language: value(&resume.language),
                    arranged: match resume.arranged {
                        Arranged::ByKind => None,
                        Arranged::ByAuthor => Some(Arranged::AUTHOR),
                    },
                    contacts: contacts(resume),
                    sections: Vec::new(),
                    texts: Vec::new(),
                    details: Vec::new(),
                    organizations: Vec::new(),
                    model: None,
                },
            },
        };
        if let Some(summary) = &resume.summary {
            document.style(summary);
        }
        for section in &resume.sections {
            document.section(section);
        }
        document
    }

    fn section(&mut self, section: &'a Section) {
        let mut own = OwnSection {
            id: &section.id,
            kind: section.kind.name(),
            title: value(&section.title),
            text: Vec::new(),
            metrics: Vec::new(),
            entries: Vec::new(),
            groups: None,
            outline: Vec::new(),
        };
        match &section.body {
            SectionBody::Entries(entries) => {
                for entry in entries {
                    let place = self.entry(entry, None, &mut own.entries);
                    own.outline.push(place);
                }
            }
            SectionBody::Skills(groups) => {
                own.groups = Some(groups.len());
                let groups = groups.iter().map(Group::new);
                match section.kind {
                    SectionKind::Interests => self.interests.extend(groups),
                    SectionKind::Skills
                    | SectionKind::Experience
                    | SectionKind::Projects
                    | SectionKind::Education
                    | SectionKind::Certifications
                    | SectionKind::Languages
                    | SectionKind::Publications
                    | SectionKind::Awards
                    | SectionKind::Volunteering
                    | SectionKind::Metrics
                    | SectionKind::References
                    | SectionKind::Other => self.skills.extend(groups),
                }
            }
            SectionBody::Metrics(metrics) => own.metrics = figures(metrics),
            SectionBody::Text(paragraphs) => {
                paragraphs.iter().for_each(|text| self.style(text));
                own.text = paragraphs.iter().map(RichText::text).collect();
            }
        }
        self.meta.vitae.sections.push(own);
    }

    /// Keeps the runs of a text that is not plain.
    fn style(&mut self, text: &'a RichText) {
        let is_plain = text
            .runs
            .iter()
            .all(|run| run.emphasis == Emphasis::NONE && run.link.is_none());
        if is_plain {
            return;
        }
        let runs: Vec<OwnRun> = text
            .runs
            .iter()
            .map(|run| OwnRun {
                text: &run.text,
                strong: run.emphasis.strong,
                emphasized: run.emphasis.emphasized,
                code: run.emphasis.code,
                link: run.link.as_deref(),
            })
            .collect();
        if !self.meta.vitae.texts.contains(&runs) {
            self.meta.vitae.texts.push(runs);
        }
    }

    /// Keeps what the fields of an entry cannot say.
    fn keep(&mut self, entry: &'a Entry) {
        if let Some(summary) = &entry.summary {
            self.style(summary);
        }
        for bullet in &entry.highlights {
            self.style(&bullet.text);
        }
        for detail in &entry.details {
            self.style(&detail.text);
        }
        let is_labelled = entry
            .details
            .iter()
            .any(|detail| detail.label != DetailLabel::Usual);
        if is_labelled || entry.details.len() > 1 {
            let details: Vec<OwnDetail> = entry
                .details
                .iter()
                .map(|detail| OwnDetail {
                    label: detail.label.written().map(|label| label.value.as_str()),
                    usual: detail.label == DetailLabel::Usual,
                    text: detail.text.text(),
                })
                .collect();
            if !self.meta.vitae.details.contains(&details) {
                self.meta.vitae.details.push(details);
            }
        }
        if let (Some(name), Some(via)) = (value(&entry.organization), value(&entry.via)) {
            let organization = OwnOrganization { name, via };
            if !self.meta.vitae.organizations.contains(&organization) {
                self.meta.vitae.organizations.push(organization);
            }
        }
    }

    /// Writes an entry, then its parts as entries of their own under its organisation.
    fn entry(
        &mut self,
        entry: &'a Entry,
        above: Option<&'a Entry>,
        other: &mut Vec<Item<'a>>,
    ) -> Place<'a> {
        self.keep(entry);
        let mut inherited = Vec::new();
        let mut organization = organization(entry);
        if organization.is_none()
            && let Some(name) = above.and_then(self::organization)
        {
            inherited.push("organization");
            organization = Some(name);
        }
        let mut location = value(&entry.location);
        let mut overview = None;
        if let Some(above) = above.filter(|above| above.title.is_none()) {
            if location.is_none() && above.location.is_some() {
                inherited.push("location");
                location = value(&above.location);
            }
            if entry.kind == EntryKind::Position && above.summary.is_some() {
                inherited.push("description");
                overview = above.summary.as_ref().map(RichText::text);
            }
        }
        let mut url = entry.links.first().map(|(_, href)| href.as_str());
        if url.is_none()
            && let Some((_, href)) = above.and_then(|above| above.links.first())
        {
            inherited.push("url");
            url = Some(href);
        }
        let mut item = Item {
            location,
            description: overview,
            url,
            highlights: entry.highlights.iter().map(|h| h.text.text()).collect(),
            keywords: entry.tags.iter().map(|tag| tag.as_str()).collect(),
            metrics: figures(&entry.metrics),
            details: details(entry),
            ..Item::default()
        };
        let (start, end) = entry.period.as_ref().map_or((None, None), dates);
        let period = entry.period.as_ref().map(|period| OwnPeriod {
            start: period.start.map(PartialDate::spelled),
            end: period.end.map(|end| match end {
                PeriodEnd::Present => PRESENT.to_owned(),
                PeriodEnd::On(date) => date.spelled(),
            }),
            expected: period.expected,
            written: &period.written,
        });
        let links: Vec<OwnLink> = entry
            .links
            .iter()
            .map(|(text, url)| OwnLink {
                text: &text.value,
                url,
            })
            .collect();
        let title = value(&entry.title);
        let told = entry.summary.as_ref().map(RichText::text);
        let (name, list) = match entry.kind {
            EntryKind::Position => {
                item.name = organization;
                item.position = title;
                item.summary = told;
                (item.start_date, item.end_date) = (start, end);
                ("work", &mut self.work)
            }
            EntryKind::Volunteering => {
                item.position = title;
                item.organization = organization;
                item.summary = told;
                (item.start_date, item.end_date) = (start, end);
                ("volunteer", &mut self.volunteer)
            }
            EntryKind::Project | EntryKind::SmallProject => {
                item.name = title.map(str::to_owned);
                item.entity = organization;
                item.description = told;
                item.kind = (entry.kind == EntryKind::SmallProject).then_some("additional");
                (item.start_date, item.end_date) = (start, end);
                ("projects", &mut self.projects)
            }
            EntryKind::Education => {
                item.study_type = title;
                item.institution = organization;
                item.summary = told;
                (item.start_date, item.end_date) = (start, end);
                ("education", &mut self.education)
            }
            EntryKind::Certification => {
                item.name = title.map(str::to_owned);
                item.issuer = organization;
                item.summary = told;
                (item.start_date, item.end_date) = both(entry, &start, &end);
                item.date = end.or(start);
                ("certificates", &mut self.certificates)
            }
            EntryKind::Language => {
                item.language = title;
                item.fluency = told;
                ("languages", &mut self.languages)
            }
            EntryKind::Publication => {
                item.name = title.map(str::to_owned);
                item.publisher = organization;
                item.summary = told;
                (item.start_date, item.end_date) = both(entry, &start, &end);
                item.release_date = end.or(start);
                ("publications", &mut self.publications)
            }
            EntryKind::Award => {
                item.title = title;
                item.awarder = organization;
                item.summary = told;
                (item.start_date, item.end_date) = both(entry, &start, &end);
                item.date = end.or(start);
                ("awards", &mut self.awards)
            }
            EntryKind::Reference => {
                item.name = title.map(str::to_owned);
                item.organization = organization;
                item.reference = told;
                ("references", &mut self.references)
            }
            EntryKind::Other => {
                item.name = title.map(str::to_owned);
                item.organization = organization;
                item.summary = told;
                (item.start_date, item.end_date) = (start, end);
                ("own", &mut *other)
            }
        };
        // An employer over several roles is no position of its own, a section's text no entry.
        let is_text = entry.kind == EntryKind::Other && entry.organization.is_none();
        let is_frame = entry.title.is_none() && (!entry.parts.is_empty() || is_text);
        let (at, own) = if is_frame {
            (None, Some(item))
        } else {
            list.push(item);
            (Some(format!("{name}/{}", list.len() - 1)), None)
        };
        let mut parts = Vec::with_capacity(entry.parts.len());
        for part in &entry.parts {
            parts.push(self.entry(part, Some(entry), other));
        }
        Place {
            at,
            own,
            inherited,
            period,
            links,
            parts,
        }
    }
}

/// The e-mail addresses and telephone numbers behind the first of each.
fn contacts(resume: &Resume) -> Vec<OwnContact<'_>> {
    let mut out = Vec::new();
    for (kind, name) in [(ContactKind::Email, EMAIL), (ContactKind::Phone, PHONE)] {
        let all = resume.person.contacts.iter();
        out.extend(
            all.filter(|contact| contact.kind == kind)
                .skip(1)
                .map(|contact| OwnContact {
                    kind: name,
                    text: &contact.text.value,
                }),
        );
    }
    out
}

/// The kinds of such contacts.
pub(super) const EMAIL: &str = "email";
pub(super) const PHONE: &str = "phone";

/// "Serasa Experian (via Dextra)": both firms in the author's spelling.
fn organization(entry: &Entry) -> Option<String> {
    match (value(&entry.organization), value(&entry.via)) {
        (Some(name), Some(via)) => Some(format!("{name} ({via})")),
        (Some(name), None) | (None, Some(name)) => Some(name.to_owned()),
        (None, None) => None,
    }
}

fn details(entry: &Entry) -> Option<String> {
    let texts: Vec<String> = entry.details.iter().map(|d| d.text.text()).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

fn figures(metrics: &[Metric]) -> Vec<Figure<'_>> {
    metrics
        .iter()
        .map(|metric| Figure {
            value: &metric.value,
            label: &metric.label,
        })
        .collect()
}

/// Both ends of what took its time, where the schema knows one date.
fn both(
    entry: &Entry,
    start: &Option<String>,
    end: &Option<String>,
) -> (Option<String>, Option<String>) {
    let has_end = entry
        .period
        .as_ref()
        .is_some_and(|period| period.end.is_some());
    match has_end && start.is_some() {
        true => (start.clone(), end.clone()),
        false => (None, None),
    }
}

/// Start and end as the schema writes them. A single date is both; what goes on has no end.
fn dates(period: &Period) -> (Option<String>, Option<String>) {
    let start = period.start.and_then(iso);
    let end = match period.end {
        Some(PeriodEnd::Present) => None,
        Some(PeriodEnd::On(date)) => iso(date),
        None => start.clone(),
    };
    (start, end)
}

/// Stands for the end of what goes on.
pub(super) const PRESENT: &str = "present";

/// `2023`, `2023-06` or `2023-06-30`; a season is its year. A masked year has no such form.
fn iso(date: PartialDate) -> Option<String> {
    let Year::Known(year) = date.year else {
        return None;
    };
    Some(match (date.within, date.day) {
        (Some(Within::Month(month)), Some(day)) => {
            format!("{year:04}-{:02}-{day:02}", month.number())
        }
        (Some(Within::Month(month)), None) => format!("{year:04}-{:02}", month.number()),
        (Some(Within::Season(_)) | None, _) => format!("{year:04}"),
    })
}

impl<'a> Group<'a> {
    fn new(group: &'a SkillGroup) -> Self {
        Group {
            name: value(&group.name),
            keywords: group.items.iter().map(|tag| tag.as_str()).collect(),
        }
    }
}

impl<'a> Basics<'a> {
    fn new(resume: &'a Resume) -> Self {
        let person = &resume.person;
        let first = |kind: &ContactKind| -> Option<&'a Contact> {
            person.contacts.iter().find(|contact| contact.kind == *kind)
        };
        Basics {
            name: value(&person.name),
            label: value(&person.headline),
            image: value(&person.photo),
            email: first(&ContactKind::Email).map(|c| c.text.value.as_str()),
            phone: first(&ContactKind::Phone).map(|c| c.text.value.as_str()),
            url: first(&ContactKind::Website).and_then(|c| c.href.as_deref()),
            summary: resume.summary.as_ref().map(RichText::text),
            location: value(&person.location).map(|address| Location { address }),
            profiles: person.contacts.iter().filter_map(Profile::new).collect(),
        }
    }
}

impl<'a> Profile<'a> {
    fn new(contact: &'a Contact) -> Option<Self> {
        let ContactKind::Profile(network) = &contact.kind else {
            return None;
        };
        let url = contact.href.as_deref();
        let username = match url {
            Some(url) => crate::resume::account_of(url),
            // An account whose address nobody gave.
            None => Some(contact.text.value.as_str()),
        };
        Some(Profile {
            network,
            username,
            url,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::resume::Month;

    #[test]
    fn a_single_year_writes_both_dates_and_what_goes_on_has_no_end() {
        let source = Source::new("t", "");
        let mut period = Period {
            start: Some(PartialDate::year(2023)),
            end: None,
            expected: false,
            written: String::new(),
            span: Span::whole(&source),
        };
        let both = (Some("2023".to_owned()), Some("2023".to_owned()));
        assert_eq!(dates(&period), both);
        period.start = Some(PartialDate::month(2020, Month::new(6).expect("June")));
        period.end = Some(PeriodEnd::Present);
        assert_eq!(dates(&period), (Some("2020-06".to_owned()), None));
    }
}
