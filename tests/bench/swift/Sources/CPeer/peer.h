// The peer's two functions of C: bindings/src/peer.rs.
#include <stdint.h>

const uint8_t *tradewind_peer_json(void);
uint64_t tradewind_peer_json_length(void);
