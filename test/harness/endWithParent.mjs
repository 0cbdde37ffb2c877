// Loaded into n8n before n8n itself: when whoever started it is gone, however that came about, so is n8n.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
