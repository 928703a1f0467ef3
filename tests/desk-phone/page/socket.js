// The connection to the desk phone's server: one WebSocket, opened again whenever it breaks.

const FIRST_DELAY = 250;
const MAX_DELAY = 4000;

/** Connects. `onMessage` gets each message's kind and value, `onFrame` each binary one, `onConnection` whether it is connected. */
export function connect({ onMessage, onFrame, onConnection }) {
  const address = new URL('ws', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  let socket = null;
  let delay = FIRST_DELAY;

  function open() {
    socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      delay = FIRST_DELAY;
      onConnection(true);
    };
    socket.onmessage = ({ data }) => {
      if (typeof data !== 'string') return onFrame(data);
      for (const [kind, value] of Object.entries(JSON.parse(data))) onMessage(kind, value);
    };
    socket.onclose = () => {
      onConnection(false);
      setTimeout(open, delay);
      delay = Math.min(delay * 2, MAX_DELAY);
    };
  }
  open();

  /** Sends a message; false when it is not connected. */
  return (message) => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
}
