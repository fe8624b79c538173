//! Sums: which rows add up to which total.
//!
//! The rows of one year are taken from top to bottom onto a stack. A row that equals the sum of the rows
//! last put there (a total, printed or labelled or in an outer column) takes their place and keeps them as
//! its parts. What is left when the last total has taken everything is a table that adds up.

use rust_decimal::Decimal;

use super::sections::Printed;

/// Parts of one total that are tried at most.
const MOST_PARTS: usize = 80;

/// A figure of one year's column(s), in the order of the page.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Empty for a total without one.
    pub label: String,
    /// The heading that stands straight above it, if any.
    pub heading: Option<String>,
    /// All headings since the part began, nearest last.
    pub under: Vec<String>,
    pub value: Decimal,
    /// One of the last printed digit.
    pub unit: Decimal,
    /// 0 is the innermost column.
    pub level: usize,
    pub x: f32,
    pub bold: bool,
    pub page: usize,
    pub printed: Printed,
    /// What the label says of the sign: costs are taken off.
    pub sign: Sign,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
    Free,
}

#[derive(Debug, Clone)]
pub struct Node {
    pub entry: usize,
    /// Indices of nodes, with the sign they count with.
    pub parts: Vec<(usize, bool)>,
    /// It took everything before it.
    pub whole: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    /// Nodes that are part of nothing, in order.
    pub roots: Vec<usize>,
}

/// Words that make a row a total.
fn total_word(label: &str) -> bool {
    [
        "totaal",
        "totale",
        "som ",
        "som",
        "subtotaal",
        "total",
        "saldo",
        "resultaat",
        "marge",
        "per saldo",
        "vermogen",
        "result",
        "balans",
    ]
    .iter()
    .any(|w| label.starts_with(w) || label.contains(&format!(" {w}")) || label.ends_with(w.trim()))
}

/// `signed`: rows may be taken off (a statement of income), not only added.
pub fn build(entries: &[Entry], signed: bool) -> Tree {
    let strict = build_as(entries, signed, false);
    if strict.roots.len() < 2 {
        return strict;
    }
    // A row that looks like any other may be a total all the same, where the table adds up no other way.
    let lenient = build_as(entries, signed, true);
    if lenient.roots.len() < strict.roots.len() { lenient } else { strict }
}

fn build_as(entries: &[Entry], signed: bool, lenient: bool) -> Tree {
    let mut tree = Tree::default();
    let mut stack: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < entries.len() {
        // A total that stands before its parts.
        let inner = following(entries, at);
        let node = tree.nodes.len();
        if inner > 0 {
            let mut parts = Vec::new();
            for i in 1..=inner {
                tree.nodes.push(Node { entry: at + i, parts: Vec::new(), whole: false });
                parts.push((tree.nodes.len() - 1, true));
            }
            tree.nodes.push(Node { entry: at, parts, whole: false });
            stack.push(tree.nodes.len() - 1);
            at += inner + 1;
            continue;
        }
        let taken = take(entries, &tree, &stack, at, signed, lenient);
        let made = match taken {
            Some((parts, _)) => {
                let whole = parts.len() == stack.len();
                stack.truncate(stack.len() - parts.len());
                Node { entry: at, parts, whole }
            }
            None => Node { entry: at, parts: Vec::new(), whole: false },
        };
        tree.nodes.push(made);
        stack.push(node);
        at += 1;
    }
    tree.roots = stack;
    tree
}

/// How many rows after this one are its parts: deeper in columns or indentation, and adding up to it.
fn following(entries: &[Entry], at: usize) -> usize {
    let this = &entries[at];
    if this.label.is_empty() || this.value.is_zero() {
        return 0;
    }
    let mut sum = Decimal::ZERO;
    let mut count = 0;
    for next in entries[at + 1..].iter().take(MOST_PARTS) {
        let deeper = next.level < this.level || next.level == this.level && next.x > this.x + 4.0;
        if !deeper || next.label.is_empty() {
            break;
        }
        count += 1;
        sum += next.value;
        if count >= 2 && (sum - this.value).abs() <= this.unit {
            let more = entries.get(at + 1 + count).is_some_and(|n| {
                !n.label.is_empty() && (n.level < this.level || n.level == this.level && n.x > this.x + 4.0)
            });
            if !more {
                return count;
            }
        }
    }
    0
}

type Taken = (Vec<(usize, bool)>, bool);

fn take(
    entries: &[Entry],
    tree: &Tree,
    stack: &[usize],
    at: usize,
    signed: bool,
    lenient: bool,
) -> Option<Taken> {
    let this = &entries[at];
    let label = super::lexicon::bare(&this.label);
    let last = stack.last().map(|n| &entries[tree.nodes[*n].entry])?;
    let outer = this.level > last.level;
    let indent = !this.label.is_empty() && (this.x - last.x).abs() > 3.0;
    let total = this.label.is_empty() || total_word(&label);
    let plausible = total || outer || this.bold || indent;
    let value = |n: &usize| entries[tree.nodes[*n].entry].value;
    let mut found: Option<(usize, bool, bool)> = None; // parts, exact, turned
    let mut sum = Decimal::ZERO;
    let mut nonzero = 0;
    for k in 1..=stack.len().min(MOST_PARTS) {
        let node = &stack[stack.len() - k];
        sum += value(node);
        nonzero += usize::from(!value(node).is_zero());
        let tolerance =
            if k == 1 { Decimal::ZERO } else { this.unit * Decimal::from((k as u64 / 2 + 1).min(3)) };
        for turned in [false, true] {
            if turned && !(signed && (this.label.is_empty() || this.sign == Sign::Minus)) {
                continue;
            }
            let off = if turned { (sum + this.value).abs() } else { (sum - this.value).abs() };
            if off > tolerance || turned && sum.is_zero() {
                continue;
            }
            let single = k == 1
                && !(this.label.is_empty() || outer || total && (nonzero == 1 || this.value.is_zero()));
            if single
                || !plausible
                    && (!lenient || nonzero < 2 || this.value.abs() < Decimal::from(1000) || !off.is_zero())
            {
                continue;
            }
            // Of a non-zero sum at least one part is not zero; a zero total needs to look like one.
            if nonzero == 0 && !total && !outer {
                continue;
            }
            let exact = off.is_zero();
            let headed = entries[tree.nodes[*node].entry].heading.is_some();
            let before = found.map(|(p, e, _)| (p, e));
            let better = match before {
                None => true,
                Some((_, e)) if exact && !e => true,
                // Zeros in front belong to the group when its heading stands before them.
                Some((p, e)) => {
                    exact == e
                        && headed
                        && value(node).is_zero()
                        && stack[stack.len() - k..stack.len() - p].iter().all(|n| value(n).is_zero())
                }
            };
            if better {
                found = Some((k, exact, turned));
            }
        }
    }
    let signed_found = (signed && plausible && found.is_none_or(|(_, e, _)| !e))
        .then(|| differences(entries, tree, stack, this))
        .flatten();
    if let Some(parts) = signed_found {
        return Some((parts, true));
    }
    let (mut k, exact, turned) = found?;
    // Nil rows in front of all others belong to what took those.
    let first = tree.leaves(stack[stack.len() - k]).first().copied().unwrap_or_default();
    let opens = entries[tree.nodes[first].entry].heading.is_some();
    let closing = at + 1 == entries.len();
    if total && (!opens || closing) && stack[..stack.len() - k].iter().all(|n| value(n).is_zero()) {
        k = stack.len();
    }
    Some((stack[stack.len() - k..].iter().map(|n| (*n, !turned)).collect(), exact))
}

/// A result: what comes in less what goes out, of all or the last rows on the stack.
fn differences(entries: &[Entry], tree: &Tree, stack: &[usize], this: &Entry) -> Option<Vec<(usize, bool)>> {
    let value = |n: &usize| entries[tree.nodes[*n].entry].value;
    let tolerance = |k: usize| if k > 2 { this.unit * Decimal::from(2) } else { this.unit };
    for k in (2..=stack.len().min(24)).rev() {
        let parts = &stack[stack.len() - k..];
        // The first comes in; costs go out; what may be either is tried both ways.
        let mut fixed = Decimal::ZERO;
        let mut free: Vec<usize> = Vec::new();
        let mut signs: Vec<bool> = Vec::new();
        for (i, n) in parts.iter().enumerate() {
            let plus = match entries[tree.nodes[*n].entry].sign {
                Sign::Plus => true,
                Sign::Minus => false,
                Sign::Free if i == 0 => true,
                Sign::Free => {
                    free.push(i);
                    signs.push(true);
                    continue;
                }
            };
            signs.push(plus);
            fixed += if plus { value(n) } else { -value(n) };
        }
        if free.len() > 4 || signs.iter().all(|s| *s) && free.is_empty() {
            continue;
        }
        for mask in 0..(1u32 << free.len()) {
            let mut sum = fixed;
            for (bit, i) in free.iter().enumerate() {
                let v = value(&parts[*i]);
                sum += if mask & (1 << bit) == 0 { v } else { -v };
            }
            if (sum - this.value).abs() <= tolerance(k) {
                for (bit, i) in free.iter().enumerate() {
                    signs[*i] = mask & (1 << bit) == 0;
                }
                return Some(parts.iter().copied().zip(signs.iter().copied()).collect());
            }
        }
    }
    None
}

impl Tree {
    pub fn node(&self, index: usize) -> &Node {
        &self.nodes[index]
    }
    /// The total that took everything before it and that nothing took.
    pub fn grand(&self) -> Option<usize> {
        self.roots.first().copied().filter(|n| self.nodes[*n].whole)
    }
    /// Rows without parts below a node (itself, when it has none).
    pub fn leaves(&self, index: usize) -> Vec<usize> {
        let node = &self.nodes[index];
        if node.parts.is_empty() {
            return vec![index];
        }
        node.parts.iter().flat_map(|(p, _)| self.leaves(*p)).collect()
    }
    /// Whether a node is part of another, and of which.
    pub fn parent(&self, index: usize) -> Option<usize> {
        (0..self.nodes.len()).find(|n| self.nodes[*n].parts.iter().any(|(p, _)| *p == index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(rows: &[(&str, i64, usize)]) -> Vec<Entry> {
        rows.iter()
            .map(|(label, value, level)| Entry {
                label: (*label).to_owned(),
                heading: None,
                under: Vec::new(),
                value: Decimal::from(*value),
                unit: Decimal::ONE,
                level: *level,
                x: 10.0,
                bold: false,
                page: 0,
                printed: Printed { text: String::new(), bbox: crate::document::Rect::default(), cell: None },
                sign: if label.contains("kosten") { Sign::Minus } else { Sign::Free },
            })
            .collect()
    }

    #[test]
    fn outer_totals_take_their_parts() {
        let e = entries(&[
            ("Egalisatiereserve", 1384, 0),
            ("Bestemmingsfondsen", 1024, 0),
            ("", 2408, 1),
            ("Voorzieningen", 393, 1),
            ("Leveranciers", 257, 0),
            ("Belastingen", 0, 0),
            ("Overlopende passiva", 2559, 0),
            ("", 2816, 1),
            ("Totaal", 5617, 1),
        ]);
        let tree = build(&e, false);
        assert_eq!(tree.roots.len(), 1);
        let grand = tree.grand().unwrap();
        assert_eq!(tree.node(grand).parts.len(), 3);
        assert_eq!(tree.node(grand).entry, 8);
    }

    #[test]
    fn results_take_costs_off() {
        let e = entries(&[
            ("Omzet", 900, 0),
            ("Overige opbrengsten", 100, 0),
            ("Som der bedrijfsopbrengsten", 1000, 0),
            ("Personeelskosten", 700, 0),
            ("Overige kosten", 200, 0),
            ("Som der bedrijfslasten", 900, 0),
            ("Bedrijfsresultaat", 100, 0),
            ("Rente", 10, 0),
            ("Resultaat", 90, 0),
        ]);
        let tree = build(&e, true);
        assert_eq!(tree.roots.len(), 1, "{tree:?}");
    }

    #[test]
    fn round_figures_that_happen_to_add_up_are_no_total() {
        let rows = [
            ("Eigen vermogen", 40_000, 0),
            ("Voorzieningen", 10_000, 0),
            ("Kortlopende schulden", 50_000, 0),
            ("Totaal passiva", 100_000, 0),
        ];
        let tree = build(&entries(&rows), false);
        assert_eq!(tree.node(tree.grand().unwrap()).parts.len(), 3);
    }

    #[test]
    fn a_wrong_digit_breaks_the_sum() {
        let e = entries(&[("Voorraden", 500, 0), ("Liquide middelen", 700, 0), ("Totaal", 1300, 0)]);
        assert_eq!(build(&e, false).roots.len(), 3);
    }
}
