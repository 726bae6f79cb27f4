def log = new File(basedir, 'build.log').text
assert log.contains('held-out F1')
assert new File(basedir, 'bilstm.ecgm').length() > 10000
