// stdin: a JSON array of definitions. stdout: for each null, or why asl-validator refuses it.
const validate = require('asl-validator');

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => {
  const verdicts = JSON.parse(text).map((definition) => {
    const verdict = validate(definition);
    return verdict.isValid ? null : JSON.stringify(verdict.errors);
  });
  process.stdout.write(JSON.stringify(verdicts));
});
