"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const form = document.getElementById("form");
  const box = name => form.querySelector(`[data-field="${name}"]`);
  const inputs = name => [...form.elements].filter(one => one.name === name);
  const EAST_ASIAN = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af";
  const LETTER = `(?![${EAST_ASIAN}])[\\p{L}\\p{N}]`;
  const WORD = new RegExp(`[${EAST_ASIAN}]|(?:${LETTER})+(?:[’'\\-.](?:${LETTER})+)*`, "gu");
  const EMAIL = /^[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}$/u;
  const words = text => text.match(WORD) || [];
  const plain = text => text.trim().split(/\s+/u).join(" ").toLowerCase().normalize("NFC");

  // ---- what is filled in ----

  const READ = {
    choice: found => (found.find(one => one.checked) || {value: ""}).value,
    choices: found => found.filter(one => one.checked).map(one => one.value),
    yes_no: found => ({yes: true, no: false})[(found.find(one => one.checked) || {value: ""}).value] ?? "",
    number: found => found[0].value.trim() === "" ? (found[0].validity.badInput ? "?" : "") : Number(found[0].value),
    list: found => found[0].value.split("\n").map(line => line.trim()).filter(line => line),
  };
  const value = field => (READ[field.kind] || (found => found[0].value.trim()))(inputs(field.name));
  const isEmpty = given => given === "" || (Array.isArray(given) && !given.length);
  const isAsked = (field, answers) => Object.entries(field.when).every(([other, allowed]) => allowed.includes(answers[other]));

  function collected() {
    const answers = {};
    for (const field of facts.fields) {
      const given = value(field);
      if (isAsked(field, answers) && !isEmpty(given)) answers[field.name] = given;
    }
    return answers;
  }

  // ---- what is wrong with it; the sentences are those of citylab.internship ----

  const count = number => number === 0 ? "no words" : number === 1 ? "1 word" : `${number} words`;
  const range = ([few, most], what) => few === most ? `exactly ${few} ${what}` : `${few} to ${most} ${what}`;
  const quoted = text => { const line = text.split(/\s+/u).join(" "); return line.length > 40 ? `'${line.slice(0, 37)}…'` : `'${line}'`; };

  const WRONG = {
    text(field, given) {
      const found = words(given);
      if (found.length < field.words[0] || found.length > field.words[1]) return `it has ${count(found.length)}; write ${range(field.words, "words")}`;
      const different = new Set(found.map(word => word.toLowerCase())).size;
      return different < field.words[0] / 2 ? "it repeats the same few words; write what you mean in your own words" : "";
    },
    email: (field, given) => EMAIL.test(given) ? "" : `${quoted(given)} is no e-mail address; write one such as 'name@example.org'`,
    date(field, given) {
      const year = Number(given.slice(0, given.indexOf("-")));
      return year >= 2020 && year <= 2099 ? "" : `${given} lies in the year ${year}; look at the year`;
    },
    number(field, given) {
      if (!Number.isFinite(given)) return "it is not a number; write a number such as 35";
      const isInside = given >= (field.low ?? -Infinity) && given <= (field.high ?? Infinity);
      return isInside ? "" : `it is ${given}${field.unit && " " + field.unit}; a number from ${field.low} to ${field.high} is asked`;
    },
    list: (field, given) => given.length >= field.items[0] && given.length <= field.items[1] ? "" : `it has ${given.length} entries; give ${range(field.items, "entries")}`,
    choice: () => "", choices: () => "", yes_no: () => "",
  };

  function problems(answers) {
    const found = {};
    for (const field of facts.fields) {
      const given = answers[field.name];
      if (given === undefined) {
        if (field.required && isAsked(field, answers)) found[field.name] = "it is empty; fill it in";
      } else {
        found[field.name] = WRONG[field.kind](field, given);
      }
    }
    for (const [name, says] of between(answers)) found[name] ||= says;
    return facts.fields.filter(field => found[field.name]).map(field => [field.name, found[field.name]]);
  }

  function* between(answers) {
    const {same, lowest, unseen} = facts.rules;
    if (same && answers[same[0]] && answers[same[1]] && plain(answers[same[0]]) !== plain(answers[same[1]])) {
      yield [same[1], `'${answers[same[1]]}' is not the name above, '${answers[same[0]]}'; write the same name in both places`];
    }
    if (lowest && !answers[lowest.needs]) {
      const chosen = lowest.among.filter(name => answers[name] === lowest.value);
      if (chosen.length) yield [lowest.needs, `you chose the lowest sentence for ${chosen.join(", ")}; say what happened`];
    }
    if (unseen) {
      const chosen = unseen.among.filter(name => answers[name] === unseen.value);
      if (chosen.length > unseen.most) yield [chosen[0], `you could not see ${chosen.length} of the criteria; leave at most ${unseen.most} open: ask a colleague who saw the work, or the coordinator`];
    }
  }

  // ---- showing ----

  const sentence = text => text[0].toUpperCase() + text.slice(1) + ".";

  function mark(name, says) {
    box(name).classList.toggle("is-wrong", Boolean(says));
    document.getElementById(`wrong-${name}`).textContent = says ? sentence(says) : "";
    for (const input of inputs(name)) input.type === "radio" || input.type === "checkbox" ? null : input.setAttribute("aria-invalid", String(Boolean(says)));
  }

  function show(found) {
    const told = document.getElementById("problems"), list = told.querySelector("ul");
    for (const field of facts.fields) mark(field.name, "");
    list.replaceChildren();
    for (const [name, says] of found) {
      const label = facts.fields.find(field => field.name === name).label;
      const link = Object.assign(document.createElement("a"), {href: `#${inputs(name)[0].id}`, textContent: `${label.replace(/\?$/u, "")}: ${says}`});
      link.addEventListener("click", event => { event.preventDefault(); inputs(name)[0].focus(); });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
      mark(name, says);
    }
    told.querySelector("h2").textContent = found.length === 1 ? "One answer is not ready yet" : `${found.length} answers are not ready yet`;
    told.hidden = !found.length;
    if (found.length) told.focus();
  }

  function refresh() {
    const answers = collected();
    for (const field of facts.fields) {
      box(field.name).hidden = !isAsked(field, answers);
      const counter = document.getElementById(`count-${field.name}`);
      if (!counter) continue;
      const number = words(inputs(field.name)[0].value).length;
      counter.textContent = `${number ? count(number) + "; " : ""}${range(field.words, "words")} are asked`;
    }
    return answers;
  }

  // ---- the draft in this browser ----

  const KEY = `citylab-form/${facts.document}/${facts.intern}`;
  const say = text => { document.getElementById("draft").textContent = text; };
  let hasDraft = true;

  function keep() {
    const answers = refresh();
    if (!hasDraft) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(answers));
    } catch {
      hasDraft = false;
      say("This browser keeps no draft of this page. Save the file before you close it.");
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch {
      return;
    }
    if (!kept || typeof kept !== "object") return;
    for (const field of facts.fields.filter(one => kept[one.name] !== undefined && !one.fixed)) {
      const given = field.kind === "yes_no" ? (kept[field.name] ? "yes" : "no") : kept[field.name];
      for (const input of inputs(field.name)) {
        if (input.type === "radio" || input.type === "checkbox") input.checked = [given].flat().includes(input.value);
        else input.value = Array.isArray(given) ? given.join("\n") : given;
      }
    }
    say("The draft that this browser had kept is filled in again. It stays on this device only, until you delete it.");
  }

  document.getElementById("delete").addEventListener("click", () => {
    if (!confirm("Delete all answers from this page and this browser? A file that you saved stays.")) return;
    try {
      localStorage.removeItem(KEY);
    } catch { /* there was none */ }
    form.reset();
    show([]);
    document.getElementById("saved").hidden = true;
    refresh();
    say("The draft is deleted. This page is as you received it.");
  });

  // ---- saving ----

  form.addEventListener("submit", event => {
    event.preventDefault();
    const answers = refresh(), found = problems(answers), done = document.getElementById("saved");
    show(found);
    done.hidden = true;
    if (found.length) return;
    const text = JSON.stringify({citylab_form: facts.version, document: facts.document, intern: facts.intern, answers}, null, 1);
    const name = `${facts.document}-${facts.intern}.json`;
    const address = URL.createObjectURL(new Blob([text + "\n"], {type: "application/json"}));
    const link = Object.assign(document.createElement("a"), {href: address, download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    done.querySelector(".name").textContent = name;
    done.hidden = false;
    done.focus();
  });

  form.addEventListener("input", keep);
  restore();
  refresh();
})();
