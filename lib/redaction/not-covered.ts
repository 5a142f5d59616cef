/** What redaction does not remove, as sentences for whoever is about to share a text. */
export const NOT_COVERED: readonly string[] = [
  'Names of people and e-mail addresses stay.',
  'The content of documents stays: titles, texts, metadata, permissions.',
  'Host names, IP addresses, organization ids, source ids and request ids stay; organization and source ids can be masked.',
  'A secret stays that has no telling name beside it and no known shape, such as a password in a sentence.',
  'A pass phrase of several plain words stays where no quotes enclose it.',
  'A secret that is split over several lines is removed only up to the end of its first line; PEM private keys are the exception.',
  'Secrets in images, in compressed data and in Base64 are not seen; credentials of Basic authentication are the exception.',
  'A part of a key stays whose dashes a word processor replaced, or that has invisible characters in it.',
  'Cookies stay in the tab-separated files that curl and browsers write.',
  'A secret stays that looks like a placeholder, such as $API_TOKEN or <token>.',
];
