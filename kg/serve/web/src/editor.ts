// The editor: highlighting, brackets, history, and the ontology's words as they are typed.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

export interface Word {
  term: string;
  label: string;
  told: string;
}

const KEYWORDS = (
  "SELECT CONSTRUCT ASK DESCRIBE DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES EXISTS NOT AS " +
  "GROUP BY HAVING ORDER LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT PREFIX FROM NAMED SERVICE " +
  "STR LANG DATATYPE BOUND IF COALESCE STRSTARTS STRAFTER CONTAINS REGEX YEAR MONTH DAY UNDEF"
).split(" ");

export class Editor {
  readonly view: EditorView;

  constructor(parent: HTMLElement, words: Word[], prefixes: Record<string, string>, run: () => void) {
    const options: Completion[] = [
      ...words.map((w) => ({ label: w.term, detail: w.label, info: w.told || undefined, type: "class" })),
      ...Object.entries(prefixes).map(([name, iri]) => ({
        label: `PREFIX ${name}:`,
        apply: `PREFIX ${name}: <${iri}>`,
        detail: iri,
        type: "namespace",
      })),
      ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
    ];
    const nonce = document.querySelector<HTMLMetaElement>("meta[name=style-nonce]")?.content ?? "";
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({ "aria-label": "Query in SPARQL", tabindex: "0" }),
          EditorView.domEventHandlers({ beforeinput: over }),
          EditorView.lineWrapping,
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          closeBrackets(),
          StreamLanguage.define(sparql),
          syntaxHighlighting(classHighlighter),
          autocompletion({ override: [(context) => complete(context, options)] }),
          keymap.of([
            { key: "Mod-Enter", run: () => (run(), true) },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  set text(value: string) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: value } });
  }

  /** Show where a query went wrong. */
  point(line: number, column: number): void {
    const doc = this.view.state.doc;
    if (line < 1 || line > doc.lines) return;
    const at = doc.line(line);
    const position = Math.min(at.to, at.from + Math.max(0, column - 1));
    this.view.dispatch({ selection: { anchor: position }, scrollIntoView: true });
    this.view.focus();
  }
}

/** Typing over a selection: Chromium's own way styles what is left in place, which the page's policy forbids. */
function over(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const text = event.data;
  if (event.inputType !== "insertText" || empty || text === null || event.isComposing) return false;
  event.preventDefault();
  const insert = () => view.state.update({ ...view.state.replaceSelection(text), userEvent: "input.type" });
  if (!view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, text, insert))) view.dispatch(insert());
  return true;
}

function complete(context: CompletionContext, options: Completion[]): CompletionResult | null {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const names = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
    names.delete(variable.text);
    return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  const word = context.matchBefore(/[\w:-]+/);
  if (!word && !context.explicit) return null;
  return { from: word ? word.from : context.pos, options, validFor: /^[\w:-]*$/ };
}
