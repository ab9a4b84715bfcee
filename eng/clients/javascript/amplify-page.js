// Amplify as a front end uses it, for a page of another origin than the host's: bundled by a test, which calls what
// stands on `window`, since only it can read the mailbox.
import { Amplify } from 'aws-amplify';
import { get, post } from 'aws-amplify/api';
import {
  confirmSignUp, fetchAuthSession, fetchUserAttributes, getCurrentUser, signIn, signOut, signUp,
} from 'aws-amplify/auth';

/** @param outputs the ready file's edgeUrl, UserPoolId and UserPoolClientId */
function configure({ edgeUrl, userPoolId, userPoolClientId }) {
  const bearer = async () => {
    const { tokens } = await fetchAuthSession();
    return tokens ? { authorization: `Bearer ${tokens.idToken}` } : {};
  };
  Amplify.configure(
    {
      Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: edgeUrl } },
      API: { REST: { onboarding: { endpoint: edgeUrl, region: 'us-east-1' } } },
    },
    { API: { REST: { headers: bearer } } });
}

const api = async operation => {
  const { statusCode, body } = await operation.response;
  return { statusCode, body: await body.json() };
};

/** Signs up; what has to be done next. */
async function register(username, password) {
  const userAttributes = {
    email: username, name: 'Ada Lovelace', 'custom:firstName': 'Ada', 'custom:lastName': 'Lovelace',
  };
  return (await signUp({ username, password, options: { userAttributes } })).nextStep.signUpStep;
}

/** Confirms with the mailed code, signs in by SRP, reads and calls what a signed-in user may, and signs out. */
async function journey(username, password, confirmationCode) {
  const { isSignUpComplete } = await confirmSignUp({ username, confirmationCode });
  const { isSignedIn } = await signIn({ username, password });
  const { userId } = await getCurrentUser();
  const attributes = await fetchUserAttributes();
  const me = await api(get({ apiName: 'onboarding', path: '/me' }));
  await fetchAuthSession({ forceRefresh: true });
  const again = await api(get({ apiName: 'onboarding', path: '/me' }));
  await signOut({ global: true });
  const afterwards = await getCurrentUser().then(() => 'signed in', error => error.name);
  return { isSignUpComplete, isSignedIn, userId, attributes, me, again, afterwards };
}

/** POST /register by the form of a page, whose API key stands in a header. */
const registerOther = (apiKey, body) => api(post({
  apiName: 'onboarding', path: '/register', options: { headers: { 'x-api-key': apiKey }, body },
}));

const wrongPassword = (username, password) => signIn({ username, password }).then(() => null, error => error.name);

Object.assign(window, { configure, register, journey, registerOther, wrongPassword });
