#!/usr/bin/env python3
"""Fit the weights of rules/dialogue/weights.yaml, and say how well they do on brands that they have not seen.

    cargo run --release --example dialogue_features -- PAIRS.jsonl > features.jsonl
    python3 benches/fit/fit.py features.jsonl PAIRS.jsonl LABELS.jsonl [--write rules/dialogue/weights.yaml]

Each decision is a logistic regression with an L2 penalty on named numbers (src/analysers/dialogue/features.rs). The figures are cross-validated:
brands are dealt into folds, and each fold is decided by weights fitted on the others. A bound per language is set where F1 is best on these
decisions, so it has not seen the drafts that it is measured on through their own weights. Needs numpy.
"""
import argparse, json, zlib
import numpy as np

# Where a weight starts from, for what the labelled drafts show too seldom: a penalty pulls towards this, not towards nothing.
PRIOR = {
    "unknown": -1.5, "open": 0.4, "answered": -0.4, "done": -0.8, "promise": -0.9, "refusal": -0.6, "cause": -0.4, "grant": -0.8, "instruct": -0.7, "probe": -0.5,
    "particular": -0.8, "time": -0.4, "amount": -0.3, "own-plain": -0.4, "shared-plain": -0.4, "topic-plain": -0.3, "ritual-share": 0.4, "nothing-said": 0.8, "assurance": 0.4, "thanks": 0.3,
}
# What a decision looks at. Few labelled drafts bear few numbers: what is left out here only learns the brands that it was fitted on.
SAID = ["own-plain", "shared-plain", "answered", "particular", "unknown", "substance-sentences", "nothing-said", "details", "open", "german"]
DEALT = SAID + ["topic-plain", "done", "promise", "cause", "refusal", "grant", "instruct", "probe", "time", "referral-share", "ritual-share"]
NUMBERS = {
    "deflects": SAID,
    "no-next-step": DEALT,
    "not-answered": DEALT + ["referral", "assurance", "joy", "thanks", "topics-taken", "message-length"],
    "generic": DEALT + ["own-ritual", "statement-sentences", "forwarded", "vague", "referral", "topics-taken", "shared-best", "shared", "topic-taken", "thanks", "assurance", "message-questions", "length"],
}
# Below 1, precision counts more: a finding that asks for a step where there is one annoys most.
BETA = {"not-answered": 0.8, "no-next-step": 0.5, "need": 0.8, "generic": 0.9, "deflects": 1.15}
DEALS = 5
FOLDS, PENALTY = 10, {"need": 2.0, "not-answered": 8.0, "generic": 3.0, "deflects": 3.0, "no-next-step": 8.0}


def wants(decision, row, features=None):
    """What the labels say: True, False, or None where they say nothing."""
    if decision == "need":
        return row["need"] == "answer"
    if decision == "deflects" and features and not features["reply"]["referral"]:
        return None  # nothing there that could be flagged
    if row["need"] != "answer":
        return None
    return {
        "not-answered": {"no": True, "yes": False}.get(row["answered"]),
        "generic": bool(row["templated"]),
        "deflects": bool(row["deflects"]),
        "no-next-step": row["answered"] != "yes" and not row["next_step"],
    }[decision]


def fit(x, y, penalty, names, steps=60):
    """Newton's method; the last column of x is constant and not penalised."""
    start = np.array([PRIOR.get(n, 0.0) if "own-plain" in names else 0.0 for n in names] + [0.0])
    w = start.copy()
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-3
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * (w - start)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def f1(truth, said):
    tp, fp, fn = (truth & said).sum(), (~truth & said).sum(), (truth & ~said).sum()
    return 2 * tp / max(1, 2 * tp + fp + fn), tp / max(1, tp + fp), tp / max(1, tp + fn)


def best_bound(scores, truth, beta):
    def value(bound):
        _, p, r = f1(truth, scores >= bound)
        return (1 + beta**2) * p * r / max(1e-9, beta**2 * p + r)
    order = sorted(set(scores))
    bounds = [(a + b) / 2 for a, b in zip(order, order[1:])] or [0.0]
    # Of bounds that do nearly as well, one of the higher: precision before recall.
    values = [value(b) for b in bounds]
    near = [b for b, v in zip(bounds, values) if v >= max(values) - 0.01]
    return float(np.quantile(near, 0.7))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("features"), a.add_argument("pairs"), a.add_argument("labels"), a.add_argument("--write"), a.add_argument("--errors"), a.add_argument("--penalty", type=float)
    o = a.parse_args()
    if o.penalty:
        PENALTY.update(dict.fromkeys(PENALTY, o.penalty))
    read = lambda f: [json.loads(l) for l in open(f, encoding="utf8") if l.strip()]
    labels = {r["id"]: r for r in read(o.labels)}
    pairs = {r["id"]: r for r in read(o.pairs)}
    rows = [r for r in read(o.features) if r["id"] in labels]
    deals = [np.array([zlib.crc32((str(n) + (pairs[r["id"]]["brand"] or r["id"])).encode()) % FOLDS for r in rows]) for n in range(DEALS)]
    german = np.array([pairs[r["id"]]["lang"] == "de" for r in rows])
    out, held_out = {}, {}
    for decision in ("need", "not-answered", "generic", "deflects", "no-next-step"):
        side = "message" if decision == "need" else "reply"
        names = NUMBERS.get(decision, list(rows[0][side]))
        truth = [wants(decision, labels[r["id"]], r) for r in rows]
        known = np.array([t is not None for t in truth])
        y = np.array([bool(t) for t in truth])
        x = np.array([[r[side][n] for n in names] + [1.0] for r in rows])
        scores = np.zeros(len(rows))
        for brand in deals:
            for fold in range(FOLDS):
                train = known & (brand != fold)
                scores[brand == fold] += x[brand == fold] @ fit(x[train], y[train].astype(float), PENALTY[decision], names) / DEALS
        w = fit(x[known], y[known].astype(float), PENALTY[decision], names)
        inside = x @ w
        bounds = {}
        for lang, mask in (("de", german & known), ("en", ~german & known)):
            # Few drafts say little about a bound: then both languages set it together.
            of = mask if y[mask].sum() >= 20 else known
            bounds[lang] = best_bound(scores[of], y[of], BETA.get(decision, 1.0))
            outside, seen = f1(y[mask], scores[mask] >= bounds[lang]), f1(y[mask], inside[mask] >= bounds[lang])
            print(f"{decision:13} {lang}  n={y[mask].sum():3}/{mask.sum():3}  unseen brands: F1 {outside[0]:.3f} (P {outside[1]:.2f} R {outside[2]:.2f})   all brands: F1 {seen[0]:.3f}   bound {bounds[lang]:+.2f}")
        held_out[decision] = scores - np.where(german, bounds["de"], bounds["en"])
        out[decision] = (w, names, bounds)
    together(rows, labels, german, held_out)
    if o.errors:
        show(o.errors, rows, labels, pairs, held_out)
    if o.write:
        write(o.write, out)


def together(rows, labels, german, scores):
    """What the rules would say, all decisions taken together, on brands that the weights have not seen."""
    number = lambda name: np.array([r["reply"][name] for r in rows])
    negative = np.array([r["negative"] for r in rows])
    needs = scores["need"] >= 0
    # As in src/analysers/dialogue/understanding.rs: a leeway for messages that want little, and what is evident without weights.
    deflects = (scores["need"] >= -1.0) & (number("referral") > 0) & (scores["deflects"] >= 0)
    only_ritual = number("nothing-said") > 0
    unanswered = (scores["not-answered"] >= 0) | only_ritual & (number("open") > 0) & (number("answered") == 0)
    said = {
        "not_answered": needs & (unanswered | (scores["generic"] >= 0)) | deflects,
        "templated": needs & (scores["generic"] >= 0),
        "deflects": deflects,
        "no_next_step": needs & ((scores["no-next-step"] >= 0) | unanswered | negative & only_ritual),
    }
    def truth(label, row):
        if label == "not_answered":
            return {"no": True, "yes": False, "na": False}.get(row["answered"])
        if label == "templated":
            return None if row["need"] == "none" else row["templated"]
        if label == "deflects":
            return row["deflects"]
        return None if row["need"] != "answer" else row["answered"] != "yes" and not row["next_step"]
    for lang, mask in (("de", german), ("en", ~german)):
        line = []
        for label in said:
            t = [truth(label, labels[r["id"]]) for r in rows]
            use = mask & np.array([v is not None for v in t])
            y = np.array([bool(v) for v in t])
            line.append(f"{label} {f1(y[use], said[label][use])[0]:.3f}")
        print("rules, unseen brands:", lang, "  ".join(line))


def show(decision, rows, labels, pairs, scores):
    for r, s in sorted(zip(rows, scores[decision]), key=lambda p: p[1]):
        t = wants(decision, labels[r["id"]], r)
        if t is not None and t != (s >= 0):
            p = pairs[r["id"]]
            print(f"{'-' if t else '+'} {s:+.2f} {p['lang']} {p['brand'][:14]} | {p['complaint'][:260]!r} => {p['reply'][:500]!r}")


def write(path, out):
    about = {
        "need": "Whether the message wants an answer.",
        "not-answered": "Whether nothing in the reply deals with the matter.",
        "generic": "Whether the reply could stand under almost any other message.",
        "deflects": "Whether the reply sends the customer elsewhere without a word on the matter.",
        "no-next-step": "Whether nothing is done, promised, refused or asked that moves the matter on.",
    }
    with open(path, "w", encoding="utf8") as f:
        f.write("# What speaks for (+) and against (-) each decision. The sum of base and weights times numbers is held against the bound of the reply's language.\n"
                "# The numbers and what they count stand in src/analysers/dialogue/features.rs; benches/fit/fit.py fits the weights.\n")
        for decision, (w, names, bounds) in out.items():
            f.write(f"\n# {about[decision]}\n{decision}:\n  bound: {{de: {bounds['de']:.2f}, en: {bounds['en']:.2f}}}\n  base: {w[-1]:.2f}\n  weights:\n")
            for weight, name in sorted(zip(w, names), key=lambda p: -abs(p[0])):
                if abs(weight) >= 0.05:
                    f.write(f"    {name}: {weight:.2f}\n")


if __name__ == "__main__":
    main()
