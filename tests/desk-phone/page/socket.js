// The line to the desk phone's server: one WebSocket, taken up again whenever it breaks.

const FIRST_WAIT = 250;
const LONGEST_WAIT = 4000;

/** Opens the line. `hear` gets each message's kind and value, `frame` each binary one, `line` whether it stands. */
export function connect({ hear, frame, line }) {
  const address = new URL('ws', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  let socket = null;
  let wait = FIRST_WAIT;

  function open() {
    socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wait = FIRST_WAIT;
      line(true);
    };
    socket.onmessage = ({ data }) => {
      if (typeof data !== 'string') return frame(data);
      for (const [kind, value] of Object.entries(JSON.parse(data))) hear(kind, value);
    };
    socket.onclose = () => {
      line(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  }
  open();

  /** Sends a message; false when there is no line. */
  return (message) => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
}
