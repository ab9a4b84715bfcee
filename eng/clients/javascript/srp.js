// Sign-up → code from the mailbox → confirm → SRP sign-in → GET /me → refresh → global sign-out, with the client that
// browsers use. Prints one JSON object; any fault ends the process with code 1.
import cognito from 'amazon-cognito-identity-js';

const { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool } = cognito;
const [edgeUrl, UserPoolId, ClientId, email, password] = process.argv.slice(2);
const pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: edgeUrl });
const user = new CognitoUser({ Username: email, Pool: pool });

/** A function that ends with a node-style callback, as a promise. */
const call = start => new Promise((resolve, reject) =>
  start((error, result) => error ? reject(error) : resolve(result)));

const attribute = (Name, Value) => new CognitoUserAttribute({ Name, Value });

async function codeFromMailbox() {
  const list = await (await fetch(`${edgeUrl}/_localaws/mail?to=${encodeURIComponent(email)}`)).json();
  const mail = await (await fetch(`${edgeUrl}/_localaws/mail/${list[0].messageId}`)).json();
  return (mail.text ?? mail.html).match(/\b\d{6}\b/)[0];
}

async function getMe(token) {
  const response = await fetch(`${edgeUrl}/me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

const attributes = [
  attribute('email', email), attribute('name', 'Ada Lovelace'),
  attribute('custom:firstName', 'Ada'), attribute('custom:lastName', 'Lovelace'),
];
const signedUp = await call(done => pool.signUp(email, password, attributes, null, done));
const code = await codeFromMailbox();
await call(done => user.confirmRegistration(code, false, done));

const session = await new Promise((resolve, reject) => user.authenticateUser(
  new AuthenticationDetails({ Username: email, Password: password }), { onSuccess: resolve, onFailure: reject }));
const me = await getMe(session.getAccessToken().getJwtToken());

const refreshed = await call(done => user.refreshSession(session.getRefreshToken(), done));
const meAgain = await getMe(refreshed.getAccessToken().getJwtToken());

await new Promise((resolve, reject) => user.globalSignOut({ onSuccess: resolve, onFailure: reject }));
const refused = await call(done => user.refreshSession(session.getRefreshToken(), done)).then(() => null, e => e.code);

console.log(JSON.stringify({ userSub: signedUp.userSub, me, meAgain, refused }));
