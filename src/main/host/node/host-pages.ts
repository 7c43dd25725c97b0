import type { HostTexts } from '#main/host/host-texts.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** Page of a browser that was not let in yet: asks for the one-time code. Works without scripts. */
export function signInPage(language: Language, { signIn }: HostTexts, wasWrong: boolean): string {
  const wrong = wasWrong ? `<p role="alert">${escape(signIn.wrong)}</p>` : '';
  return page(
    language,
    signIn.title,
    `<p>${escape(signIn.explain)}</p>${wrong}
<form method="post" action="/sign-in">
<label>${escape(signIn.code)} <input name="code" required autofocus autocomplete="off" spellcheck="false" maxlength="20"></label>
<button>${escape(signIn.open)}</button>
</form>
<p><small>${escape(signIn.fresh)}</small></p>`,
  );
}

/** Page while `out/renderer` does not exist. */
export function missingBuildPage(language: Language, { missingBuild }: HostTexts): string {
  return page(language, missingBuild.title, `<p><code>${escape(missingBuild.advice)}</code></p>`);
}

/** What a person reads who opened the workstation and got none. */
export interface RefusedWords {
  readonly language: Language;
  readonly title: string;
  /** As the terminal says it, line by line: what happened, what to do, the code; then what comes next. */
  readonly lines: readonly string[];
}

/** Page of a start that was refused, for who opened it with a click and sees no terminal. Each language follows the one before. */
export function refusedPage(words: readonly RefusedWords[]): string {
  const [first] = words;
  const sections = words.map(
    ({ language, title, lines }) =>
      `<section lang="${language}"><h2>${escape(title)}</h2>${lines.map((line) => `<p>${escape(line)}</p>`).join('')}</section>`,
  );
  return page(first?.language ?? 'en', 'Packbench 打包台', sections.join('\n<hr>\n'));
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}" translate="no">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 34rem; margin: 15vh auto; padding: 0 1rem; }
input { font: 1.4rem ui-monospace, monospace; letter-spacing: 0.1em; width: 11em; padding: 0.3rem 0.5rem; text-transform: uppercase; }
button { font: inherit; padding: 0.5rem 1.4rem; }
[role="alert"] { color: #c62828; }
</style>
<h1>${escape(title)}</h1>
${body}
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
