//! One integration binary: journeys, contract, kills, simulation, architecture.
