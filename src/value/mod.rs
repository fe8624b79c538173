//! Dutch values: dates, amounts, numbers, names. Text in, canonical value out; no layout, no kinds.
