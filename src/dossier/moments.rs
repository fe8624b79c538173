//! Moments and days in the policy's own time zone.

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;
use toml::value::{Datetime, Offset as TomlOffset};

use crate::policy::Policy;

/// What a name in the policy's `moments` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A whole local day.
    Day(NaiveDate),
    At(DateTime<FixedOffset>),
}

/// The policy's time zone; `None` when its name is unknown.
pub fn zone(policy: &Policy) -> Option<Tz> {
    policy.timezone.parse().ok()
}

/// The same instant on the policy's own clock.
pub fn local(policy: &Policy, at: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    Some(at.with_timezone(&zone(policy)?).fixed_offset())
}

/// The moment of that name; `None` when the policy has none or it is no date.
pub fn moment(policy: &Policy, name: &str) -> Option<Moment> {
    resolve(policy.moments.get(name)?, zone(policy)?)
}

/// A reading of the policy's own clock.
pub fn in_policy_zone(policy: &Policy, naive: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
    in_zone(naive, zone(policy)?)
}

fn resolve(said: &Datetime, zone: Tz) -> Option<Moment> {
    let date = said.date?;
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
    let Some(time) = said.time else { return Some(Moment::Day(day)) };
    let clock = NaiveTime::from_hms_opt(
        u32::from(time.hour),
        u32::from(time.minute),
        time.second.map_or(0, u32::from),
    )?;
    match said.offset {
        Some(TomlOffset::Z) => {
            at(FixedOffset::east_opt(0)?.from_local_datetime(&day.and_time(clock))).map(Moment::At)
        }
        Some(TomlOffset::Custom { minutes }) => {
            let offset = FixedOffset::east_opt(i32::from(minutes) * 60)?;
            at(offset.from_local_datetime(&day.and_time(clock))).map(Moment::At)
        }
        None => in_zone(day.and_time(clock), zone).map(Moment::At),
    }
}

/// A reading of the policy's clock as an instant. In the hour that a clock shows twice the first counts.
pub fn in_zone(naive: NaiveDateTime, zone: Tz) -> Option<DateTime<FixedOffset>> {
    at(zone.from_local_datetime(&naive))
}

fn at<Z: TimeZone>(found: LocalResult<DateTime<Z>>) -> Option<DateTime<FixedOffset>> {
    found.earliest().map(|t| {
        let offset = t.offset().fix();
        t.with_timezone(&offset)
    })
}
