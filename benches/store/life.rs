//! What happens to one ticket, by the steps that the commands take.

use bitacora::core::fields::{Cancellation, Closure, Kind, WaitingOn};
use bitacora::core::id::TicketId;
use bitacora::core::lifecycle::{
    self, Classification, Decision, Diagnosis, Filing, Reply, Resolution, Wait, Words,
};
use bitacora::core::policy::Policy;
use bitacora::core::refusal::Refusal;
use bitacora::core::stamp::{Stamp, Timestamp};
use bitacora::core::ticket::Ticket;
use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Timelike, Weekday};

use super::desk::{AGENTS, CHANNELS, CONTACTS, CUSTOMERS, DAYS, FOUNDED, OFFSET};
use super::dice::Dice;
use super::words::{OFFICES, PEOPLE, PHRASES, Phrases, TOPICS, Texts, Topic};

/// Until when things happen: 2026-11-21T17:00:00Z, noon of a Saturday.
const END: i64 = (FOUNDED + DAYS - 1) * 86_400 + 17 * 3_600;
/// Tickets opened in each hour of a day, in thousands.
const HOURS: [u64; 24] = [
    9, 4, 3, 3, 4, 8, 20, 40, 90, 140, 118, 84, 52, 78, 102, 72, 78, 56, 14, 10, 6, 4, 3, 2,
];

/// What is known of a ticket before it lives.
#[derive(Debug, Clone)]
pub(crate) struct Birth {
    pub(crate) id: TicketId,
    /// Days since 1970.
    pub(crate) day: i64,
    /// Its own source of chance.
    pub(crate) seed: u64,
    /// Whether it is closed or cancelled at the end.
    pub(crate) has_ended: bool,
    /// The number of the article it becomes, if it does.
    pub(crate) article: Option<usize>,
    /// An earlier ticket, which it may turn out to repeat.
    pub(crate) earlier: Option<TicketId>,
}

/// A ticket after one step, and whose step it was.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) at: Timestamp,
    pub(crate) by: &'static str,
    pub(crate) ticket: Ticket,
}

/// Nothing more happens before the end.
struct Over;

struct Life<'a> {
    dice: Dice,
    policy: &'a Policy,
    at: DateTime<FixedOffset>,
    topic: &'static Topic,
    texts: &'static Texts,
    phrases: &'static Phrases,
    front: &'static str,
    specialist: &'static str,
    has_ended: bool,
    states: Vec<State>,
}

/// Every state of a ticket, in order; the first is its filing.
pub(crate) fn live(birth: &Birth, policy: &Policy) -> Vec<State> {
    let mut dice = Dice::new(birth.seed);
    let topic = &TOPICS[dice.weighed(TOPICS.iter().map(|topic| topic.weight))];
    // The n-th customer has an n-th of what the first has.
    let customer = dice.weighed((1..=CUSTOMERS.len() as u64).map(|place| 1_000 / place));
    let language = usize::from(CUSTOMERS[customer].1);
    let mut life = Life {
        at: moment(birth.day, &mut dice),
        front: AGENTS[dice.weighed([30, 25, 20, 15, 10].into_iter())].0,
        specialist: AGENTS[5 + dice.weighed([40, 35, 20, 5].into_iter())].0,
        topic,
        texts: &topic.texts[language],
        phrases: &PHRASES[language],
        dice,
        policy,
        has_ended: birth.has_ended,
        states: Vec::new(),
    };
    let _ = life.all(birth, CUSTOMERS[customer].0);
    life.states
}

fn moment(day: i64, dice: &mut Dice) -> DateTime<FixedOffset> {
    let hour = dice.weighed(HOURS.into_iter());
    let second = day * 86_400 + i64::try_from(hour * 3_600).unwrap_or(0);
    let second = second - i64::from(OFFSET) + i64::try_from(dice.below(3_600)).unwrap_or(0);
    let zone = FixedOffset::east_opt(OFFSET).expect("an offset");
    let moment = DateTime::from_timestamp(second.min(END), 0).expect("an instant");
    moment.with_timezone(&zone)
}

impl Life<'_> {
    fn all(&mut self, birth: &Birth, customer: &str) -> Result<(), Over> {
        self.open(birth, customer)?;
        let is_stuck = birth.article.is_none() && !self.has_ended && self.is_stuck();
        let stages = if is_stuck { self.dice.below(5) } else { 9 };
        self.classify(stages)?;
        if birth.article.is_none() && self.dice.chance(if is_stuck { 0 } else { 6 }) {
            return self.cancel(birth);
        }
        self.talk(stages)?;
        if is_stuck {
            return Ok(());
        }
        self.end()?;
        if let Some(number) = birth.article {
            self.later(600);
            let slug = format!("{}-{number:03}", self.topic.slug);
            self.step(self.specialist, |ticket, stamp| {
                lifecycle::promote(ticket, &slug, stamp)
            })?;
        } else if self.dice.chance(4) {
            self.later(2_000);
            let why = self.say(&self.phrases.reopened);
            self.step(self.front, |ticket, stamp| {
                lifecycle::reopen(ticket, &why, stamp)
            })?;
            self.later(700);
            self.end()?;
        }
        Ok(())
    }

    /// Whether it is still being worked on at the end: most young ones are,
    /// few old ones.
    fn is_stuck(&mut self) -> bool {
        let age = (END - self.at.timestamp()) / 86_400;
        self.dice.chance(match age {
            ..=2 => 90,
            3..=6 => 80,
            7..=13 => 65,
            14..=29 => 50,
            30..=89 => 40,
            90..=364 => 10,
            _ => 1,
        })
    }

    fn step(
        &mut self,
        by: &'static str,
        take: impl FnOnce(Ticket, &Stamp) -> Result<Ticket, Refusal>,
    ) -> Result<(), Over> {
        let before = self.states.last().expect("it was opened").ticket.clone();
        let stamp = self.stamp(by)?;
        let ticket = take(before, &stamp).unwrap_or_else(|refusal| panic!("{refusal}"));
        self.states.push(State {
            at: self.at,
            by,
            ticket,
        });
        Ok(())
    }

    fn stamp(&mut self, by: &'static str) -> Result<Stamp, Over> {
        if self.at.timestamp() > END {
            return Err(Over);
        }
        Ok(Stamp {
            by: by.to_owned(),
            at: self.at,
            recorded: self.at,
            entropy: self.dice.bits(),
        })
    }

    /// Lets about so many minutes pass, and the night and the weekend where
    /// they fall into one.
    fn later(&mut self, minutes: i64) {
        self.at += TimeDelta::minutes(self.dice.around(minutes));
        self.at += TimeDelta::seconds(i64::from(self.dice.chance(50)) * 29);
        let to_morning = match self.at.hour() {
            hour @ 0..7 => 8 - i64::from(hour),
            hour @ 19.. => 32 - i64::from(hour),
            _ => 0,
        };
        self.at += TimeDelta::hours(to_morning);
        match self.at.weekday() {
            Weekday::Sat => self.at += TimeDelta::days(2),
            Weekday::Sun => self.at += TimeDelta::days(1),
            _ => {}
        }
    }

    /// One of these texts, filled in.
    fn say(&mut self, texts: &[&str]) -> String {
        let text = self.dice.pick(texts);
        if !text.contains('{') {
            return text.to_owned();
        }
        let number = 2 + self.dice.below(9_000) / (1 + self.dice.below(200));
        text.replace("{n}", &number.to_string())
            .replace("{office}", self.dice.pick(&OFFICES))
            .replace("{person}", self.dice.pick(&PEOPLE))
    }

    fn open(&mut self, birth: &Birth, customer: &str) -> Result<(), Over> {
        let mut text = self.say(&self.texts.seen);
        for _ in 0..self.dice.below(3) {
            let more = self.say(&self.phrases.tried);
            text.push(if self.dice.chance(60) { '\n' } else { ' ' });
            text.push_str(&more);
        }
        let channel = CHANNELS[self.dice.weighed(CHANNELS.iter().map(|(_, share)| *share))].0;
        let requester = CONTACTS[self.dice.weighed([50, 30, 15, 5].into_iter())];
        let levels = ["high", "medium", "low"];
        let has_code = !self.topic.codes.is_empty() && self.dice.chance(60);
        let has_tag = self.at.day() > 27 && self.dice.chance(30);
        let filing = Filing {
            title: self.say(&self.texts.titles),
            text,
            customer: Some(customer.to_owned()),
            requester: Some(requester.to_owned()),
            channel: Some(channel.to_owned()),
            error_code: has_code.then(|| self.dice.pick(self.topic.codes).to_owned()),
            claimed_urgency: self
                .dice
                .chance(40)
                .then(|| self.dice.pick(&levels).to_owned()),
            tags: has_tag
                .then(|| "month-end".to_owned())
                .into_iter()
                .collect(),
            tier: Some(1),
            ..Filing::default()
        };
        let stamp = self.stamp(self.front)?;
        let ticket = lifecycle::open(birth.id.clone(), &filing, &stamp);
        let ticket = ticket.unwrap_or_else(|refusal| panic!("{refusal}"));
        self.states.push(State {
            at: self.at,
            by: self.front,
            ticket,
        });
        Ok(())
    }

    fn classify(&mut self, stages: u64) -> Result<(), Over> {
        if stages == 0 && self.dice.chance(40) {
            return Ok(());
        }
        self.later(25);
        let levels = ["high", "medium", "low"];
        let class = Classification {
            impact: Some(levels[self.dice.weighed([9, 41, 50].into_iter())].to_owned()),
            urgency: Some(levels[self.dice.weighed([14, 46, 40].into_iter())].to_owned()),
            kind: Some(self.topic.kind),
            category: Some(self.topic.category.to_owned()),
            service: Some(self.topic.service.to_owned()),
            priority: None,
        };
        let policy = self.policy;
        self.step(self.front, |ticket, stamp| {
            lifecycle::classify(ticket, &class, policy, stamp)
        })
    }

    fn cancel(&mut self, birth: &Birth) -> Result<(), Over> {
        self.later(400);
        let reasons = [
            Cancellation::NoFault,
            Cancellation::Withdrawn,
            Cancellation::OutOfScope,
            Cancellation::NoAnswer,
        ];
        let original = birth.earlier.as_ref().filter(|_| self.dice.chance(40));
        let reason = match original {
            Some(_) => Cancellation::Duplicate,
            None => self.dice.pick(&reasons),
        };
        let text = self.say(&self.phrases.notes);
        self.step(self.front, |ticket, stamp| {
            lifecycle::cancel(ticket, (reason, original), Words::internal(&text), stamp)
        })
    }

    /// What comes between the judgement and the end, up to a stage.
    fn talk(&mut self, stages: u64) -> Result<(), Over> {
        if stages > 0 && self.dice.chance(20) {
            self.later(40);
            let policy = self.policy;
            self.step(self.specialist, |ticket, stamp| {
                lifecycle::take(ticket, policy, stamp)
            })?;
        }
        if stages > 0 && self.dice.chance(75) {
            self.later(60);
            let text = self.say(&self.phrases.replies);
            self.reply(&text)?;
        }
        if stages > 1 && self.dice.chance(22) {
            self.wait()?;
            if stages > 2 {
                self.answer()?;
            }
        }
        if stages > 2 && self.dice.chance(25) {
            self.later(120);
            let text = self.say(&self.phrases.notes);
            let note = Reply {
                words: Words::internal(&text),
                spent: self.dice.chance(50).then_some("30m"),
                auto: false,
                thanks: false,
            };
            self.step(self.specialist, |ticket, stamp| {
                lifecycle::note(ticket, &note, stamp)
            })?;
        }
        if stages > 3 && self.is_classified() && self.dice.chance(35) {
            self.diagnose()?;
        }
        Ok(())
    }

    fn is_classified(&self) -> bool {
        use bitacora::core::fields::Status::{Classified, Diagnosed};
        let last = self.states.last().expect("it was opened");
        matches!(last.ticket.status(), Classified | Diagnosed)
    }

    fn reply(&mut self, text: &str) -> Result<(), Over> {
        let reply = Reply {
            words: Words {
                text,
                ..Words::default()
            },
            spent: self.dice.chance(30).then_some("15m"),
            auto: false,
            thanks: false,
        };
        self.step(self.front, |ticket, stamp| {
            lifecycle::reply(ticket, &reply, stamp)
        })
    }

    fn wait(&mut self) -> Result<(), Over> {
        self.later(90);
        let on = match self.dice.below(10) {
            0..7 => WaitingOn::Customer,
            7..9 => WaitingOn::Supplier,
            _ => WaitingOn::Schedule,
        };
        let text = self.say(&self.phrases.questions);
        let words = Words {
            text: &text,
            internal: on != WaitingOn::Customer,
            channel: None,
        };
        self.step(self.front, |ticket, stamp| {
            lifecycle::wait(ticket, Wait { on, until: None }, words, stamp)
        })
    }

    fn answer(&mut self) -> Result<(), Over> {
        self.later(900);
        let last = self.states.last().expect("it waited");
        if last.ticket.fields.waiting_on != Some(WaitingOn::Customer) {
            return self.step(self.front, lifecycle::resume);
        }
        let text = self.say(&self.phrases.answers);
        let words = Words {
            text: &text,
            ..Words::default()
        };
        let message = Reply {
            words,
            ..Reply::default()
        };
        self.step(self.front, |ticket, stamp| {
            lifecycle::receive(ticket, &message, stamp)
        })
    }

    fn diagnose(&mut self) -> Result<(), Over> {
        self.later(240);
        let cause = self.say(&self.texts.causes);
        let reproduction = self.say(&self.texts.seen);
        let diagnosis = Diagnosis {
            cause: &cause,
            reproduction: &reproduction,
            spent: self.dice.chance(60).then_some("1h"),
            ..Diagnosis::default()
        };
        self.step(self.specialist, |ticket, stamp| {
            lifecycle::diagnose(ticket, &diagnosis, stamp)
        })
    }

    /// Resolved, and mostly closed.
    fn end(&mut self) -> Result<(), Over> {
        if self.topic.kind == Kind::Adaptive {
            self.approve()?;
        }
        self.later(420);
        let text = self.say(&self.texts.fixes);
        let resolution = Resolution {
            words: Words {
                text: &text,
                ..Words::default()
            },
            spent: self.dice.chance(40).then_some("45m"),
            ..Resolution::default()
        };
        self.step(self.specialist, |ticket, stamp| {
            lifecycle::resolve(ticket, &resolution, stamp)
        })?;
        if !self.has_ended && self.dice.chance(2) {
            return Ok(());
        }
        let is_confirmed = self.dice.chance(60);
        self.later(if is_confirmed { 500 } else { 9_000 });
        let (closure, text) = if is_confirmed {
            (Closure::Confirmed, self.say(&self.phrases.thanks))
        } else {
            (Closure::Silence, String::new())
        };
        self.step(self.front, |ticket, stamp| {
            lifecycle::close(ticket, Some(closure), Words::internal(&text), stamp)
        })
    }

    fn approve(&mut self) -> Result<(), Over> {
        self.later(1_500);
        let decision = Decision {
            by: "luis",
            approvers: &[],
            words: Words::default(),
            estimate: Some("12h"),
        };
        self.step(self.front, |ticket, stamp| {
            lifecycle::approve(ticket, &decision, stamp)
        })
    }
}
