// What a hostile page can do without a click: each attack by its name, each ends with what the page has learnt.
// edge: the address of the emulator as the page knows it; targets: presigned URLs and paths, from the test.
window.attacks = (edge, targets) => {
  const within = promise => Promise.race([
    promise.catch(() => 'failed'),
    new Promise(done => setTimeout(() => done('silent'), 20000)),
  ]);
  const read = async response => response.type === 'opaque' ? 'opaque' : `${response.status} ${await response.text()}`;
  const call = (url, options) => within(fetch(url, options).then(read));
  const blind = (url, body) => call(url, { method: 'POST', mode: 'no-cors', body });
  const element = (name, set) => within(new Promise(done => {
    const made = document.createElement(name);
    made.onload = () => done('loaded');
    made.onerror = () => done('failed');
    set(made);
    document.body.append(made);
  }));
  // A frame is loaded twice: empty, and as what was sent leads to, which is of another origin and so out of reach.
  const form = (url, name, value) => within(new Promise(done => {
    const frame = document.createElement('iframe');
    const made = document.createElement('form');
    const field = document.createElement('input');
    frame.name = 'f' + Math.random();
    frame.onload = () => {
      try {
        if (frame.contentWindow.location.href !== 'about:blank') done('loaded');
      } catch {
        done('loaded');
      }
    };
    Object.assign(made, { method: 'POST', action: url, enctype: 'text/plain', target: frame.name });
    Object.assign(field, { name, value });
    made.append(field);
    document.body.append(frame, made);
    made.submit();
  }));
  const sandboxed = (url, body) => within(new Promise(done => {
    const frame = document.createElement('iframe');
    window.addEventListener('message', event => done(event.data), { once: true });
    frame.sandbox = 'allow-scripts allow-forms';
    const options = JSON.stringify({ method: 'POST', mode: 'no-cors', body });
    frame.srcdoc = `<script>fetch(${JSON.stringify(url)}, ${options}).then(() => 'opaque', () => 'failed')
      .then(outcome => parent.postMessage(outcome, '*'))</script>`;
    document.body.append(frame);
  }));

  return {
    'fetch no-cors POST: presigned Lambda Invoke': () => blind(targets.invoke, targets.invokeBody),
    'fetch no-cors POST: presigned SES SendEmail': () => blind(targets.mail, targets.mailBody),
    'fetch keepalive POST: presigned SES SendEmail': () =>
      call(targets.mail, { method: 'POST', mode: 'no-cors', keepalive: true, body: targets.mailBody }),
    'sendBeacon: presigned SES SendEmail': async () => `queued ${navigator.sendBeacon(targets.mail, targets.mailBody)}`,
    'form POST in a frame: presigned SES SendEmail': () => form(targets.formMail, targets.formName, targets.formValue),
    'sandboxed frame (Origin null): presigned SES SendEmail': () => sandboxed(targets.mail, targets.mailBody),
    'sandboxed frame (Origin null): POST reset': () => sandboxed(edge + '/_localaws/reset', ''),
    'redirect 307 of a POST: reset': () => blind(`/redirect?to=${encodeURIComponent(edge + '/_localaws/reset')}`, ''),
    'redirect 307 of a POST: presigned SES SendEmail': () =>
      blind(`/redirect?to=${encodeURIComponent(targets.mail)}`, targets.mailBody),
    'fetch CORS POST: DynamoDB Scan with X-Amz-Target': () => call(targets.scan, {
      method: 'POST', headers: { 'X-Amz-Target': targets.scanTarget }, body: targets.scanBody }),
    'fetch no-cors POST: reset': () => blind(edge + '/_localaws/reset', ''),
    'XMLHttpRequest POST: reset': () => within(new Promise(done => {
      const request = new XMLHttpRequest();
      request.onloadend = () => done(request.status ? `${request.status} ${request.responseText}` : 'failed');
      request.open('POST', edge + '/_localaws/reset');
      request.send();
    })),
    'form POST in a frame: reset': () => form(edge + '/_localaws/reset', 'a', 'b'),
    'fetch DELETE: mailbox': () => call(edge + '/_localaws/mail', { method: 'DELETE' }),
    'fetch no-cors POST: pause a mapping': () => blind(`${edge}/_localaws/event-sources/${targets.mapping}/pause`, ''),
    'fetch GET: mailbox': () => call(edge + '/_localaws/mail'),
    'fetch GET: health': () => call(edge + '/_localaws/health'),
    'fetch GET: mappings': () => call(edge + '/_localaws/event-sources'),
    'fetch GET: presigned Lambda GetFunctionConfiguration': () => call(targets.configuration),
    'fetch GET: Runtime API next': () => call(edge + targets.next),
    'fetch no-cors GET: Runtime API next': () => call(edge + targets.next, { mode: 'no-cors' }),
    'image: Runtime API next': () => element('img', image => { image.src = edge + targets.next; }),
    'EventSource: Runtime API next': () => within(new Promise(done => {
      const source = new EventSource(edge + targets.next);
      source.onerror = () => { source.close(); done('failed'); };
      source.onmessage = event => done(`200 ${event.data}`);
    })),
    'WebSocket: Runtime API next': () => within(new Promise(done => {
      const socket = new WebSocket(edge.replace('http', 'ws') + targets.next);
      socket.onopen = () => done('200 open');
      socket.onerror = () => done('failed');
    })),
    'image: presigned S3 GET': () => element('img', image => { image.src = targets.image; }),
    'script: presigned S3 GET': () => element('script', script => { script.src = targets.object; }),
    'stylesheet: presigned S3 GET': () =>
      element('link', link => Object.assign(link, { rel: 'stylesheet', href: targets.object })),
    'frame: presigned S3 GET': () => element('iframe', frame => { frame.src = targets.object; }),
    'object: mailbox': () => element('object', made => { made.data = edge + '/_localaws/mail'; }),
    'frame: mailbox': () => element('iframe', frame => { frame.src = edge + '/_localaws/mail'; }),
    'fetch CORS POST: register': () => call(edge + '/register', {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': 'k' }, body: targets.createUserBody }),
    'fetch no-cors POST: createUser': () => blind(edge + '/createUser', targets.createUserBody),
    'form POST in a frame: createUser': () => form(edge + '/createUser', targets.formUserName, targets.formUserValue),
    'fetch GET: an API route': () => call(edge + '/registrations/nobody'),
    'image: an API route': () => element('img', image => { image.src = edge + '/registrations/nobody'; }),
    'fetch CORS POST: Cognito SignUp': () => call(edge + '/', {
      method: 'POST',
      headers: {
        'X-Amz-Target': 'AWSCognitoIdentityProviderService.SignUp', 'content-type': 'application/x-amz-json-1.1',
      },
      body: targets.signUpBody,
    }),
    'fetch GET: key set of the user pool': () => call(edge + targets.keySet),
  };
};
